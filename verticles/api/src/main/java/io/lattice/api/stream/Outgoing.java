package io.lattice.api.stream;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.StreamMessage.Credit;
import io.lattice.api.stream.StreamMessage.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
  private final Carrier carrier;
  private final long startBefore;
  private final LongConsumer forget;
  private final CreditGate gate = new CreditGate();
  private final List<ChatEvent> held = new ArrayList<>();
  private @Nullable Answer work;
  private long sequence;
  private boolean started;
  private boolean workPaused;

  /** The end was said, though it may still be held. */
  private boolean complete;

  /** The end is on its way, or nobody wants it any more. */
  private boolean ended;

  /**
   * @param startBefore in the ticker's nanoseconds; a go after it is not followed
   */
  Outgoing(
      long id,
      String askerInbox,
      long askerStream,
      Carrier carrier,
      long startBefore,
      LongConsumer forget) {
    this.id = id;
    this.askerInbox = askerInbox;
    this.askerStream = askerStream;
    this.carrier = carrier;
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
      expire("the go came too late");
      return;
    }
    gate.grant(credit.frames(), credit.bytes());
    if (!started) {
      started = true;
      perform(work, Answer::start);
    }
    flush();
    if (workPaused && !complete && held.isEmpty() && gate.isOpen()) {
      workPaused = false;
      perform(work, Answer::resume);
    }
  }

  /** Work that breaks down must not leave its asker waiting. */
  private void perform(Answer answer, Consumer<Answer> step) {
    try {
      step.accept(answer);
    } catch (RuntimeException | Error broken) {
      abandon(
          new ChatError(ErrorKind.INTERNAL, "the answer broke down; the node's log says how"),
          "it broke down");
      throw broken;
    }
  }

  /** Ends the answer from this side, whatever credit there is: a small frame more does no harm. */
  void abandon(ChatError error, String reason) {
    if (ended) {
      return;
    }
    boolean working = !complete;
    if (working) {
      complete = true;
      held.add(new ChatEvent.MessageFailed(error, null));
    }
    transmitHeld();
    if (working && work != null) {
      work.cancel(reason);
    }
  }

  /**
   * Nothing was begun, and nothing will be. The asker is told: where its go is merely late it waits
   * for an answer, and nothing else would end that.
   */
  void expire(String reason) {
    abandon(
        new ChatError(
            ErrorKind.UPSTREAM_UNREACHABLE,
            "the node accepted the request and heard nothing more in time; ask again",
            PeerProblem.NOT_ACCEPTED),
        reason);
  }

  /** The asker is gone or gave up. */
  void stop(String reason) {
    if (ended) {
      return;
    }
    boolean working = !complete;
    complete = true;
    ended = true;
    held.clear();
    forget.accept(id);
    if (work != null && working) {
      work.cancel(reason);
    }
  }

  @Override
  public void send(List<ChatEvent> events) {
    if (complete || events.isEmpty()) {
      return;
    }
    complete = events.get(events.size() - 1) instanceof ChatEvent.Terminal;
    if (held.isEmpty() && gate.isOpen()) {
      transmit(List.copyOf(events));
    } else {
      held.addAll(events);
    }
    if (!complete && !workPaused && work != null && started && !gate.isOpen()) {
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
      transmitHeld();
    }
  }

  private void transmitHeld() {
    List<ChatEvent> batch = List.copyOf(held);
    held.clear();
    transmit(batch);
  }

  private void transmit(List<ChatEvent> batch) {
    gate.spend(FrameSize.of(batch));
    if (complete) {
      ended = true;
      forget.accept(id);
    }
    carrier.send(askerInbox, new Frame(askerStream, sequence++, batch));
  }
}
