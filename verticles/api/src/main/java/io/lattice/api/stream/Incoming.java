package io.lattice.api.stream;

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
final class Incoming implements IncomingStream {
  private final long id;
  private final Post post;
  private final CreditWindow window;
  private final Consumer<List<ChatEvent>> handler;
  private final LongConsumer forget;
  private final Queue<List<ChatEvent>> held = new ArrayDeque<>();
  private @Nullable Accepted peer;
  private boolean paused;
  private boolean ended;

  /**
   * @param forget told the stream's number once nothing more can come
   */
  Incoming(
      long id,
      Post post,
      CreditWindow window,
      Consumer<List<ChatEvent>> handler,
      LongConsumer forget) {
    this.id = id;
    this.post = post;
    this.window = window;
    this.handler = handler;
    this.forget = forget;
  }

  boolean isFrom(String inbox) {
    return peer != null && peer.inbox().equals(inbox);
  }

  boolean isFromNode(String node) {
    return peer != null && Post.isOn(peer.inbox(), node);
  }

  @Nullable String peerInbox() {
    return peer == null ? null : peer.inbox();
  }

  /** The peer is ready: this gives the go, unless it was cancelled meanwhile. */
  void accepted(Accepted accepted) {
    if (ended) {
      post.send(accepted.inbox(), new Cancel(accepted.stream(), "gone before it was accepted"));
      return;
    }
    peer = accepted;
    post.send(accepted.inbox(), window.opening(accepted.stream()));
  }

  void received(Frame frame) {
    if (ended) {
      return;
    }
    if (!window.accepts(frame.sequence())) {
      ChatError gap =
          new ChatError(
              ErrorKind.STREAM_INTERRUPTED,
              "frame %d of the answer came where frame %d was due; ask again"
                  .formatted(frame.sequence(), window.expected()),
              PeerProblem.GONE);
      tellPeer("gap in the sequence");
      fail(gap);
      return;
    }
    if (paused || !held.isEmpty()) {
      held.add(frame.events());
    } else {
      deliver(frame.events());
    }
  }

  /** Ends the stream from this side, after what is held back. */
  void fail(ChatError error) {
    if (ended) {
      return;
    }
    List<ChatEvent> end = List.of(new ChatEvent.MessageFailed(error, null));
    if (paused) {
      forget.accept(id);
      held.add(end);
    } else {
      deliver(end);
    }
  }

  private void deliver(List<ChatEvent> events) {
    boolean last = !events.isEmpty() && isTerminal(events.get(events.size() - 1));
    if (last) {
      ended = true;
      held.clear();
      forget.accept(id);
    } else if (peer != null) {
      Credit credit = window.consumed(peer.stream(), FrameSize.of(events));
      if (credit != null) {
        post.send(peer.inbox(), credit);
      }
    }
    handler.accept(events);
  }

  private static boolean isTerminal(ChatEvent event) {
    return event instanceof ChatEvent.Terminal;
  }

  private void tellPeer(String reason) {
    if (peer != null) {
      post.send(peer.inbox(), new Cancel(peer.stream(), reason));
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
    forget.accept(id);
    tellPeer(reason);
  }
}
