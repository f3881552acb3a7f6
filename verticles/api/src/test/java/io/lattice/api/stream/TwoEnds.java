package io.lattice.api.stream;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.StreamMessage.Accepted;
import io.lattice.api.stream.StreamMessage.Cancel;
import io.lattice.api.stream.StreamMessage.Credit;
import io.lattice.api.stream.StreamMessage.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One stream: both of its ends and all that is on its way between them, moved one step at a time.
 * No event bus, no clock.
 */
final class TwoEnds {

  /** What may happen next. */
  enum Step {
    SAY,
    CARRY_FRAME,
    CARRY_CREDIT,
    PAUSE,
    RESUME,
    CANCEL,
    LOSE_FRAME,
    REPEAT_FRAME,
    SWAP_FRAMES
  }

  private static final int NUMBER = 7;
  private static final int LARGEST_BATCH = 3 * 120;

  private final List<StreamMessage> toAsker = new ArrayList<>();
  private final List<StreamMessage> toAnswerer = new ArrayList<>();
  private final List<ChatEvent> taken = new ArrayList<>();
  private final List<String> workTold = new ArrayList<>();
  private final Random random;
  private final int creditBytes;
  private final int last;
  private final boolean obedient;
  private final Incoming asker;
  private final Outgoing answerer;
  private int said;
  private int bytesUnderWay;
  private boolean workPaused = true;
  private boolean disturbed;
  private int takenAtCancel = -1;

  /**
   * @param last how many deltas the answer has
   * @param obedient whether the work stops saying more when it is paused
   */
  TwoEnds(int creditFrames, int creditBytes, int last, boolean obedient, long seed) {
    this.creditBytes = creditBytes;
    this.last = last;
    this.obedient = obedient;
    this.random = new Random(seed);
    this.asker =
        new Incoming(
            NUMBER,
            "somewhere",
            (inbox, message) -> toAnswerer.add(message),
            new CreditWindow(creditFrames, creditBytes),
            this::take,
            id -> {});
    this.answerer = new Outgoing(NUMBER, "asker", NUMBER, (i, m) -> post(m), 0, id -> {});
    answerer.begin(new Work());
    asker.accepted(new Accepted("answerer", NUMBER));
  }

  private final class Work implements Answer {
    @Override
    public void start() {
      workTold.add("start");
      workPaused = false;
    }

    @Override
    public void pause() {
      workPaused = true;
    }

    @Override
    public void resume() {
      workPaused = false;
    }

    @Override
    public void cancel(String reason) {
      workTold.add("cancel");
      workPaused = true;
    }
  }

  private void post(StreamMessage message) {
    bytesUnderWay += FrameSize.of(((Frame) message).events());
    toAsker.add(message);
  }

  private void take(List<ChatEvent> events) {
    taken.addAll(events);
    bytesUnderWay -= FrameSize.of(events);
  }

  /** Does it where it is possible now, and nothing otherwise. */
  void step(Step step) {
    switch (step) {
      case SAY -> say();
      case CARRY_FRAME -> carryFrame();
      case CARRY_CREDIT -> carryCredit();
      case PAUSE -> asker.pause();
      case RESUME -> asker.resume();
      case CANCEL -> cancel();
      case LOSE_FRAME -> disturb(() -> toAsker.remove(anyFrame()));
      case REPEAT_FRAME -> disturb(() -> toAsker.add(anyFrame(), toAsker.get(anyFrame())));
      case SWAP_FRAMES -> disturb(() -> toAsker.add(0, toAsker.remove(anyFrame())));
    }
  }

  private int anyFrame() {
    return random.nextInt(toAsker.size());
  }

  private void disturb(Runnable disturbance) {
    if (!toAsker.isEmpty()) {
      List<StreamMessage> before = List.copyOf(toAsker);
      disturbance.run();
      disturbed |= !before.equals(toAsker);
    }
  }

  /** Work that was told wrong says something even after its end. */
  private void say() {
    if (!workTold.contains("start") || (workPaused && obedient)) {
      return;
    }
    if (said > last) {
      answerer.send(List.of(delta(said)));
      return;
    }
    List<ChatEvent> batch = new ArrayList<>();
    for (int more = 1 + random.nextInt(3); more > 0 && said <= last; more--) {
      batch.add(said == last ? new MessageEnded() : delta(said));
      said++;
    }
    answerer.send(batch);
  }

  /** Of many lengths, and each is another text. */
  static TextDelta delta(int number) {
    return new TextDelta(0, number + "x".repeat(number * 31 % 97));
  }

  private void carryFrame() {
    if (!toAsker.isEmpty()) {
      asker.received((Frame) toAsker.remove(0));
    }
  }

  private void carryCredit() {
    if (toAnswerer.isEmpty()) {
      return;
    }
    StreamMessage message = toAnswerer.remove(0);
    if (message instanceof Credit credit) {
      answerer.granted(credit, 0);
    } else if (message instanceof Cancel cancel) {
      answerer.stop(cancel.reason());
    }
  }

  private void cancel() {
    if (takenAtCancel < 0) {
      takenAtCancel = taken.size();
    }
    asker.cancel("enough");
  }

  /** Lets everything happen that still can. */
  void settle() {
    asker.resume();
    boolean moved = true;
    while (moved) {
      int saidBefore = said;
      moved = !toAsker.isEmpty() || !toAnswerer.isEmpty();
      carryFrame();
      carryCredit();
      say();
      moved |= said != saidBefore;
    }
  }

  /** The asker learns that its peer is gone. */
  void peerIsGone() {
    asker.fail(new ChatError(ErrorKind.STREAM_INTERRUPTED, "gone", PeerProblem.GONE));
  }

  List<ChatEvent> taken() {
    return List.copyOf(taken);
  }

  /** What was taken, without the end. */
  List<ChatEvent> deltasTaken() {
    return taken.stream().filter(event -> !(event instanceof ChatEvent.Terminal)).toList();
  }

  List<ChatEvent> ends() {
    return taken.stream().filter(ChatEvent.Terminal.class::isInstance).toList();
  }

  boolean hasFailed() {
    return ends().stream().anyMatch(MessageFailed.class::isInstance);
  }

  /** Whether something was said that the credit does not allow to send. */
  boolean isHolding() {
    return answerer.isHolding();
  }

  /** Bytes that were sent and not yet taken. */
  int bytesUnderWay() {
    return bytesUnderWay;
  }

  /** The credit, and as much as one batch may have been larger than what was left of it. */
  int mostBytesUnderWay() {
    return creditBytes + LARGEST_BATCH;
  }

  boolean isDisturbed() {
    return disturbed;
  }

  boolean isSaidInFull() {
    return said > last;
  }

  int takenAtCancel() {
    return takenAtCancel;
  }

  List<String> workTold() {
    return List.copyOf(workTold);
  }
}
