package io.lattice.core.bridge;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.ChatOpener;
import io.lattice.api.stream.IncomingStream;
import io.lattice.core.observe.FrontDoorMeters;
import io.lattice.core.observe.Observation;
import java.util.List;

/**
 * One chat between a client and the router, from the question to the last byte. Holds the router
 * back while the client takes less than is written, and stops it when the client leaves. Confined
 * to one event loop.
 */
final class Exchange implements Stage {
  private final Visit visit;
  private final Face face;
  private final boolean streamed;
  private final Observation seen;
  private final Answer answer;
  private final FrontDoorMeters meters;
  private final IncomingStream incoming;
  private boolean paused;
  private boolean done;

  /** Asks. */
  Exchange(
      Visit visit,
      Face face,
      ChatCall call,
      Answer answer,
      Observation seen,
      ChatOpener chats,
      FrontDoorMeters meters) {
    this.visit = visit;
    this.face = face;
    this.streamed = call.streamed();
    this.seen = seen;
    this.answer = answer;
    this.meters = meters;
    this.incoming = chats.open(call, this::take);
    visit.enters(this);
    visit.onOver(this::settle);
    visit.onRoom(this::resume);
  }

  private void take(List<ChatEvent> events) {
    if (done) {
      return;
    }
    seen.see(events);
    done = seen.hasEnded();
    try {
      answer.take(events);
    } catch (RuntimeException e) {
      breakOff(e);
    }
    if (!done && visit.isFull()) {
      paused = true;
      incoming.pause();
    }
  }

  @Override
  public void tick(long nowNanos) {
    answer.tick(nowNanos);
  }

  @Override
  public void dismiss() {
    if (!done) {
      incoming.cancel("node stops");
      take(List.of(new ChatEvent.MessageFailed(Refusal.shuttingDown().error(), seen.usage())));
    }
  }

  private void resume() {
    if (paused && !done) {
      paused = false;
      incoming.resume();
    }
  }

  /** The answer cannot be written: a dialect that cannot say it, or a fault of ours. */
  private void breakOff(RuntimeException thrown) {
    Refusal refusal = Replies.refusalFor(thrown, visit.id());
    stop(refusal.error(), "answer cannot be written");
    if (visit.isCommitted()) {
      visit.cut();
    } else {
      Replies.refuse(visit, face.speech(), refusal);
    }
  }

  private void stop(ChatError why, String reason) {
    done = true;
    seen.fail(why);
    incoming.cancel(reason);
  }

  private void settle() {
    if (!done) {
      stop(new ChatError(ErrorKind.CANCELLED, "the client left"), "client gone");
    }
    meters.answered(streamed, seen);
  }
}
