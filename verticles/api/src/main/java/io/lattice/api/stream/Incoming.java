package io.lattice.api.stream;

import io.lattice.api.Addresses;
import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.StreamMessage.Accepted;
import io.lattice.api.stream.StreamMessage.Cancel;
import io.lattice.api.stream.StreamMessage.Credit;
import io.lattice.api.stream.StreamMessage.Frame;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The asking end: hands batches on in order, grants credit for what was taken, and makes sure that
 * there is exactly one end.
 */
final class Incoming implements IncomingStream, Asker {
  private final long id;
  private final String where;
  private final Carrier carrier;
  private final CreditWindow window;
  private final Consumer<List<ChatEvent>> handler;
  private final LongConsumer forget;
  private final Queue<List<ChatEvent>> held = new ArrayDeque<>();
  private @Nullable Accepted peer;
  private boolean paused;

  /** The end is here or held back: nothing more is taken from the peer. */
  private boolean complete;

  /** The handler has got the end, or wants it no more. */
  private boolean ended;

  /**
   * @param where the address that was asked
   * @param forget told the stream's number once nothing more can come
   */
  Incoming(
      long id,
      String where,
      Carrier carrier,
      CreditWindow window,
      Consumer<List<ChatEvent>> handler,
      LongConsumer forget) {
    this.id = id;
    this.where = where;
    this.carrier = carrier;
    this.window = window;
    this.handler = handler;
    this.forget = forget;
  }

  boolean isFrom(String inbox) {
    return peer != null && peer.inbox().equals(inbox);
  }

  /** Whether it ends with a node: the one that accepted it, or the only one that could. */
  boolean dependsOn(String node) {
    return peer == null ? Addresses.isOnNode(where, node) : Post.isOn(peer.inbox(), node);
  }

  /** What a stream ends in whose peer is no more. */
  ChatError loss() {
    return peer == null
        ? new ChatError(
            ErrorKind.UPSTREAM_UNREACHABLE,
            "the node of '%s' left before it accepted the request; ask again".formatted(where),
            PeerProblem.NOT_ACCEPTED)
        : new ChatError(
            ErrorKind.STREAM_INTERRUPTED,
            "the node that answered is gone; ask again",
            PeerProblem.GONE);
  }

  @Nullable String peerInbox() {
    return peer == null ? null : peer.inbox();
  }

  /** The peer is ready: this gives the go, unless nobody wants it any more. */
  @Override
  public void accepted(Accepted accepted) {
    if (complete) {
      carrier.send(accepted.inbox(), new Cancel(accepted.stream(), "gone before it was accepted"));
      return;
    }
    peer = accepted;
    carrier.send(accepted.inbox(), window.opening(accepted.stream()));
  }

  @Override
  public void refused(ChatFailure refusal) {
    fail(refusal.error());
  }

  void received(Frame frame) {
    if (complete) {
      return;
    }
    if (!window.accepts(frame.sequence())) {
      abandon(
          new ChatError(
              ErrorKind.STREAM_INTERRUPTED,
              "frame %d of the answer came where frame %d was due; ask again"
                  .formatted(frame.sequence(), window.expected()),
              PeerProblem.GONE),
          "gap in the sequence");
      return;
    }
    take(frame.events());
  }

  /** Ends the stream from this side, after what is held back. */
  void fail(ChatError error) {
    if (!complete) {
      take(List.of(new ChatEvent.MessageFailed(error, null)));
    }
  }

  /** Ends the stream from this side and has the peer stop, which may still be there. */
  void abandon(ChatError error, String reason) {
    if (!complete) {
      tellPeer(reason);
      fail(error);
    }
  }

  private void take(List<ChatEvent> events) {
    held.add(events);
    if (isLast(events)) {
      complete();
    }
    if (!paused) {
      resume();
    }
  }

  private void complete() {
    complete = true;
    forget.accept(id);
  }

  private void deliver(List<ChatEvent> events) {
    if (isLast(events)) {
      ended = true;
      held.clear();
    } else if (peer != null) {
      Credit credit = window.consumed(peer.stream(), FrameSize.of(events));
      if (credit != null && !complete) {
        carrier.send(peer.inbox(), credit);
      }
    }
    handler.accept(events);
  }

  private static boolean isLast(List<ChatEvent> events) {
    return events.get(events.size() - 1) instanceof ChatEvent.Terminal;
  }

  private void tellPeer(String reason) {
    if (peer != null) {
      carrier.send(peer.inbox(), new Cancel(peer.stream(), reason));
    }
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
    while (!paused && !ended) {
      List<ChatEvent> events = held.poll();
      if (events == null) {
        return;
      }
      deliver(events);
    }
  }

  @Override
  public void cancel(String reason) {
    if (ended) {
      return;
    }
    ended = true;
    held.clear();
    if (!complete) {
      complete();
      tellPeer(reason);
    }
  }
}
