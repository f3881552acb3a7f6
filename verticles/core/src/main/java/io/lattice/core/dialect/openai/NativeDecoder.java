package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.ErrorReader;
import io.lattice.core.dialect.FrameKind;
import io.lattice.core.dialect.NativeFrames;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.WireFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes an answer on as it is to a caller who speaks this dialect, and reads only usage, finish
 * and end from it.
 *
 * <p>Not passed on: {@code [DONE]}, which is written when the answer is known to have ended;
 * errors, which are events; usage that the caller did not ask for; and what comes after a choice's
 * finish.
 */
final class NativeDecoder implements StreamDecoder {
  private final OpenAiFlavor flavor;
  private final Reading reading;
  private final AnswerProgress progress;

  NativeDecoder(OpenAiFlavor flavor, Reading reading) {
    this.flavor = flavor;
    this.reading = reading;
    this.progress = new AnswerProgress(reading.maxBytes());
  }

  /** Every event of a whole answer. */
  static List<ChatEvent> whole(Bytes body, OpenAiFlavor flavor, Reading reading) {
    NativeDecoder decoder = new NativeDecoder(flavor, reading);
    List<ChatEvent> events = new ArrayList<>();
    try {
      decoder.progress.received(body.length());
      decoder.note(ChunkTap.of(body), events);
      decoder.progress.end(events);
    } catch (DialectException e) {
      decoder.progress.fail(e.error(), events);
    }
    if (events.get(events.size() - 1) instanceof ChatEvent.MessageEnded) {
      events.add(0, new ChatEvent.NativeBytes(body, true));
    }
    return events;
  }

  @Override
  public List<ChatEvent> decode(List<WireFrame> frames) {
    NativeFrames passed = new NativeFrames();
    List<ChatEvent> events = new ArrayList<>();
    boolean hasContent = false;
    for (WireFrame frame : frames) {
      if (progress.isOver()) {
        break;
      }
      try {
        hasContent |= read(frame, passed, events);
      } catch (DialectException e) {
        progress.fail(e.error(), events);
      }
    }
    if (!passed.isEmpty()) {
      events.add(0, new ChatEvent.NativeBytes(passed.bytes(), hasContent));
    }
    return events;
  }

  @Override
  public List<ChatEvent> end() {
    List<ChatEvent> events = new ArrayList<>();
    if (!progress.isOver()) {
      progress.disconnected(events);
    }
    return events;
  }

  /** Whether the frame is passed on and says something. */
  private boolean read(WireFrame frame, NativeFrames passed, List<ChatEvent> events) {
    progress.received(frame.data().length());
    switch (FrameKind.of(frame)) {
      case CHUNK -> {
        return chunk(frame, passed, events);
      }
      case DONE -> progress.end(events);
      case ERROR -> throw new DialectException(ErrorReader.inAnswer(frame.data()));
      case FOREIGN -> passed.add(frame);
      case EMPTY -> {
        // Only keeps the connection alive.
      }
    }
    return false;
  }

  private boolean chunk(WireFrame frame, NativeFrames passed, List<ChatEvent> events) {
    ChunkTap tap = ChunkTap.of(frame.data());
    if (tap.choices().stream().anyMatch(ChunkTap.Choice::isWhole)) {
      throw AnswerProgress.protocol("the provider answered whole where a stream was asked for");
    }
    boolean isLate = !tap.choices().isEmpty() && tap.choices().stream().allMatch(this::isLate);
    boolean isWantedUsage = tap.usage() != null && reading.usageAsked();
    boolean isOnlyUsage = tap.usage() != null && tap.choices().isEmpty();
    note(tap, events);
    if ((isLate || isOnlyUsage) && !isWantedUsage) {
      return false;
    }
    passed.add(frame);
    return tap.choices().stream().anyMatch(each -> each.hasContent() || each.finish() != null);
  }

  private boolean isLate(ChunkTap.Choice choice) {
    boolean saysSomething = choice.hasContent() || choice.finish() != null;
    return saysSomething && progress.isFinished(choice.index());
  }

  private void note(ChunkTap tap, List<ChatEvent> events) {
    for (ChunkTap.Choice choice : tap.choices()) {
      progress.seen(choice.index());
      String word = choice.finish();
      if (word != null && !progress.isFinished(choice.index())) {
        events.add(new ChatEvent.ChoiceFinished(choice.index(), FinishWords.read(word), word));
        progress.finished(choice.index());
      }
    }
    Usage usage = tap.usage() == null ? null : UsageReader.read(tap.usage(), flavor);
    if (usage != null) {
      progress.used(usage, events);
    }
  }
}
