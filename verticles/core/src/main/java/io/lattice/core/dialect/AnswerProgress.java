package io.lattice.core.dialect;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How far an answer has come, and therefore what its end means. Confined to one answer.
 *
 * <p>It ended well where the provider said {@code [DONE]}, or where every choice had its finish
 * reason before the connection ended. Anything else is a failure, however clean the connection's
 * own end was.
 */
public final class AnswerProgress {
  private static final int MAX_CHOICES = 1_024;

  private final long maxBytes;
  private final BitSet seen = new BitSet();
  private final BitSet finished = new BitSet();
  private long bytes;
  private @Nullable Usage usage;
  private boolean isOver;

  public AnswerProgress(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Whether the terminal event was given: what comes now is dropped. */
  public boolean isOver() {
    return isOver;
  }

  /**
   * Counts bytes of the answer.
   *
   * @throws DialectException with UPSTREAM_PROTOCOL where they are too many
   */
  public void received(int length) {
    bytes += length;
    if (bytes > maxBytes) {
      throw protocol("the provider's answer is larger than " + maxBytes + " bytes");
    }
  }

  /**
   * A choice was seen.
   *
   * @throws DialectException with UPSTREAM_PROTOCOL for a number that no choice can have
   */
  public void seen(int choice) {
    if (choice < 0 || choice >= MAX_CHOICES) {
      throw protocol("the provider's answer has a choice numbered " + choice);
    }
    seen.set(choice);
  }

  public void finished(int choice) {
    seen(choice);
    finished.set(choice);
  }

  public boolean isFinished(int choice) {
    return choice >= 0 && finished.get(choice);
  }

  /** The choices that were seen and have no finish reason. */
  public int[] open() {
    BitSet open = (BitSet) seen.clone();
    open.andNot(finished);
    return open.stream().toArray();
  }

  /** The later replaces the earlier: providers repeat their count, or let it grow. */
  public void used(Usage reported, List<ChatEvent> events) {
    usage = reported;
    events.add(new ChatEvent.UsageReported(reported));
  }

  public void fail(ChatError error, List<ChatEvent> events) {
    isOver = true;
    events.add(new ChatEvent.MessageFailed(error, usage));
  }

  /** The provider said that this was all. */
  public void end(List<ChatEvent> events) {
    if (seen.isEmpty()) {
      fail(
          new ChatError(
              ErrorKind.UPSTREAM_PROTOCOL, "the provider's answer is empty", "empty_response"),
          events);
      return;
    }
    isOver = true;
    events.add(new ChatEvent.MessageEnded());
  }

  /** Does something that what a provider sent may make impossible: then the answer has failed. */
  public void attempt(int length, List<ChatEvent> events, Runnable step) {
    try {
      received(length);
      step.run();
    } catch (DialectException e) {
      fail(e.error(), events);
    }
  }

  /** Does something with each frame until the answer is over. */
  public void each(List<WireFrame> frames, List<ChatEvent> events, Consumer<WireFrame> step) {
    for (WireFrame frame : frames) {
      if (isOver) {
        return;
      }
      attempt(frame.data().length(), events, () -> step.accept(frame));
    }
  }

  /** The events of the connection's end; none where the answer is over. */
  public List<ChatEvent> atEnd() {
    List<ChatEvent> events = new ArrayList<>();
    if (!isOver) {
      disconnected(events);
    }
    return events;
  }

  /** The connection ended, and the provider had not said that this was all. */
  public void disconnected(List<ChatEvent> events) {
    if (!seen.isEmpty() && open().length == 0) {
      end(events);
      return;
    }
    fail(
        new ChatError(
            ErrorKind.STREAM_INTERRUPTED, "the provider's connection ended before its answer did"),
        events);
  }

  public static DialectException protocol(String message) {
    return new DialectException(ErrorKind.UPSTREAM_PROTOCOL, message);
  }
}
