package io.lattice.api;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.IncomingStream;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is made. Its back-pressure is real: while it is paused, the provider's own socket
 * is read no further than the stream's credit.
 *
 * <p>Ends with either the end handler or the exception handler, which gets a {@link ChatFailure};
 * the {@link ChatEvent.Terminal} itself is not passed to the handler. Handlers are called on the
 * client's context; the methods may be called on any thread.
 */
public final class ChatStream implements ReadStream<ChatEvent> {
  private final ContextInternal context;
  private final Queue<ChatEvent> held = new ArrayDeque<>();
  private @Nullable IncomingStream source;
  private @Nullable Handler<ChatEvent> handler;
  private @Nullable Handler<Throwable> exceptionHandler;
  private @Nullable Handler<Void> endHandler;
  private long demand = Long.MAX_VALUE;
  private boolean delivering;

  /** Whether the source may send; it begins so. */
  private boolean flowing = true;

  private boolean ended;

  ChatStream(Context context) {
    this.context = (ContextInternal) context;
  }

  void attach(IncomingStream stream) {
    if (ended) {
      stream.cancel("cancelled before it was opened");
      return;
    }
    source = stream;
    steer();
  }

  void receive(List<ChatEvent> events) {
    held.addAll(events);
    deliver();
  }

  void fail(ChatError error) {
    receive(List.of(new ChatEvent.MessageFailed(error, null)));
  }

  @Override
  public ChatStream handler(@Nullable Handler<ChatEvent> eventHandler) {
    onContext(
        () -> {
          handler = eventHandler;
          deliver();
        });
    return this;
  }

  @Override
  public ChatStream exceptionHandler(@Nullable Handler<Throwable> failureHandler) {
    onContext(() -> exceptionHandler = failureHandler);
    return this;
  }

  @Override
  public ChatStream endHandler(@Nullable Handler<Void> finished) {
    onContext(() -> endHandler = finished);
    return this;
  }

  @Override
  public ChatStream pause() {
    onContext(
        () -> {
          demand = 0;
          deliver();
        });
    return this;
  }

  @Override
  public ChatStream resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public ChatStream fetch(long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("cannot fetch " + amount + " events");
    }
    onContext(
        () -> {
          demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
          deliver();
        });
    return this;
  }

  /**
   * Stops the answer: the provider's connection is closed, and the exception handler gets a {@link
   * ChatFailure} of kind CANCELLED. Without effect after the end.
   */
  public void cancel() {
    onContext(
        () -> {
          if (ended) {
            return;
          }
          if (source != null) {
            source.cancel("cancelled by the caller");
          }
          held.clear();
          end(new ChatError(ErrorKind.CANCELLED, "the caller cancelled the answer"));
        });
  }

  private void deliver() {
    if (delivering) {
      return;
    }
    delivering = true;
    while (!ended && isWanted() && !held.isEmpty()) {
      ChatEvent event = held.remove();
      if (event instanceof ChatEvent.Terminal) {
        end(event instanceof ChatEvent.MessageFailed failed ? failed.error() : null);
      } else {
        if (demand != Long.MAX_VALUE) {
          demand--;
        }
        tell(handler, event);
      }
    }
    delivering = false;
    steer();
  }

  private boolean isWanted() {
    return demand > 0 && handler != null;
  }

  /** Whoever takes nothing now must not be sent more than the credit allows. */
  private void steer() {
    if (source == null || ended || flowing == isWanted()) {
      return;
    }
    flowing = isWanted();
    if (flowing) {
      source.resume();
    } else {
      source.pause();
    }
  }

  private void end(@Nullable ChatError error) {
    ended = true;
    if (error == null) {
      tell(endHandler, null);
    } else {
      tell(exceptionHandler, new ChatFailure(error));
    }
  }

  /** What a handler throws is the context's to report, and the stream goes on. */
  private <T> void tell(@Nullable Handler<T> listener, @Nullable T what) {
    if (listener != null) {
      context.dispatch(what, listener);
    }
  }

  private void onContext(Runnable task) {
    if (Vertx.currentContext() == context) {
      task.run();
    } else {
      context.runOnContext(ignored -> task.run());
    }
  }
}
