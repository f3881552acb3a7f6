package io.lattice.core.bridge;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.stream.ChatOpener;
import io.lattice.api.stream.IncomingStream;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A router whose answers a test writes, event by event, from outside. */
final class ScriptedChats implements ChatOpener {
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  @Override
  public IncomingStream open(ChatCall call, Consumer<List<ChatEvent>> handler) {
    Asked one = new Asked(call, handler, Vertx.currentContext());
    asked.add(one);
    return one;
  }

  /** How many chats were asked for. */
  int count() {
    return asked.size();
  }

  List<Asked> all() {
    return asked;
  }

  Asked last() {
    return asked.get(asked.size() - 1);
  }

  /** One chat. What it is told while it is paused waits, as a bus's credit would make it. */
  static final class Asked implements IncomingStream {
    private final ChatCall call;
    private final Consumer<List<ChatEvent>> handler;
    private final Context context;
    private final Queue<List<ChatEvent>> waiting = new ArrayDeque<>();
    private volatile boolean paused;
    private volatile int pauses;
    private volatile int waitingCount;
    private volatile @Nullable String cancelled;

    private Asked(ChatCall call, Consumer<List<ChatEvent>> handler, Context context) {
      this.call = call;
      this.handler = handler;
      this.context = context;
    }

    ChatCall call() {
      return call;
    }

    /** Tells a batch of events. */
    Asked tell(ChatEvent... events) {
      context.runOnContext(run -> receive(List.of(events)));
      return this;
    }

    Asked tellText(String text) {
      return tell(new ChatEvent.TextDelta(0, text));
    }

    Asked tellEnd() {
      return tell(new ChatEvent.MessageEnded());
    }

    private void receive(List<ChatEvent> events) {
      if (cancelled == null) {
        waiting.add(events);
        deliver();
      }
    }

    private void deliver() {
      while (!paused && cancelled == null && !waiting.isEmpty()) {
        handler.accept(waiting.remove());
      }
      waitingCount = waiting.size();
    }

    boolean isPaused() {
      return paused;
    }

    int pauses() {
      return pauses;
    }

    /** Batches that were told and not taken. */
    int waitingCount() {
      return waitingCount;
    }

    /** The reason of the cancellation, or null where there was none. */
    @Nullable String cancelled() {
      return cancelled;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Only the event loop writes.
    public void pause() {
      paused = true;
      pauses++;
    }

    @Override
    public void resume() {
      paused = false;
      deliver();
    }

    @Override
    public void cancel(String reason) {
      cancelled = reason;
    }
  }
}
