package io.lattice.api.stream;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.stream.StreamMessage.Credit;
import io.lattice.api.stream.StreamMessage.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The answering end: sends while there is credit, holds otherwise, and starts its work on the first
 * credit only.
 */
final class Outgoing implements OutgoingStream {
  private final long id;
  private final String askerInbox;
  private final long askerStream;
  private final Post post;
  private final long startBefore;
  private final LongConsumer forget;
  private final CreditGate gate = new CreditGate();
  private final List<ChatEvent> held = new ArrayList<>();
  private @Nullable Answer work;
  private long sequence;
  private boolean started;
  private boolean workPaused;
  private boolean ended;

  /**
   * @param startBefore in the ticker's nanoseconds; a go after it is not followed
   */
  Outgoing(
      long id,
      String askerInbox,
      long askerStream,
      Post post,
      long startBefore,
      LongConsumer forget) {
    this.id = id;
    this.askerInbox = askerInbox;
    this.askerStream = askerStream;
    this.post = post;
    this.startBefore = startBefore;
    this.forget = forget;
  }

  void begin(Answer answer) {
    work = answer;
  }

  String askerInbox() {
    return askerInbox;
  }

  boolean isOverdue(long now) {
    return !started && now - startBefore > 0;
  }

  void granted(Credit credit, long now) {
    if (ended || work == null) {
      return;
    }
    if (isOverdue(now)) {
      stop("the go came too late");
      return;
    }
    gate.grant(credit.frames(), credit.bytes());
    if (!started) {
      started = true;
      work.start();
    }
    flush();
    if (workPaused && !ended && held.isEmpty() && gate.isOpen()) {
      workPaused = false;
      work.resume();
    }
  }

  /** The asker is gone or gave up. */
  void stop(String reason) {
    if (ended) {
      return;
    }
    ended = true;
    held.clear();
    forget.accept(id);
    if (work != null) {
      work.cancel(reason);
    }
  }

  @Override
  public void send(List<ChatEvent> events) {
    if (ended || events.isEmpty()) {
      return;
    }
    if (held.isEmpty() && gate.isOpen()) {
      transmit(List.copyOf(events));
    } else {
      held.addAll(events);
    }
    if (!ended && !workPaused && work != null && started && !gate.isOpen()) {
      workPaused = true;
      work.pause();
    }
  }

  @Override
  public boolean isHolding() {
    return !held.isEmpty();
  }

  /** What was held goes as one frame: the asker lagged, so fewer and larger serve it best. */
  private void flush() {
    if (!held.isEmpty() && gate.isOpen() && !ended) {
      List<ChatEvent> batch = List.copyOf(held);
      held.clear();
      transmit(batch);
    }
  }

  private void transmit(List<ChatEvent> batch) {
    gate.spend(FrameSize.of(batch));
    if (batch.get(batch.size() - 1) instanceof ChatEvent.Terminal) {
      ended = true;
      forget.accept(id);
    }
    post.send(askerInbox, new Frame(askerStream, sequence++, batch));
  }
}
