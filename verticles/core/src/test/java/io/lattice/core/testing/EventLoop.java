package io.lattice.core.testing;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One event loop, driven from the test's thread: state that is confined to it is read there. */
public final class EventLoop {
  private final Context context;

  private EventLoop(Context context) {
    this.context = context;
  }

  /** That of the calling thread, or a new one. */
  public static EventLoop of(Vertx vertx) {
    return new EventLoop(vertx.getOrCreateContext());
  }

  public Context context() {
    return context;
  }

  /** Does something on the loop, at once where this is the loop, and gives what it gave. */
  public <T> T get(Callable<T> task) {
    Future<T> done =
        Future.future(
            promise -> {
              Runnable run =
                  () -> {
                    try {
                      promise.complete(task.call());
                    } catch (Exception | AssertionError broken) {
                      promise.fail(broken);
                    }
                  };
              if (Vertx.currentContext() == context) {
                run.run();
              } else {
                context.runOnContext(ignored -> run.run());
              }
            });
    return join(done);
  }

  /** Does something on the loop. */
  public void run(Runnable task) {
    get(
        () -> {
          task.run();
          return true;
        });
  }

  /** Begins something on the loop and waits until it is done. */
  public <T> T await(Supplier<Future<T>> task) {
    return join(get(task::get));
  }

  /** Waits until a condition, read on the loop, holds. */
  public void until(String what, Callable<Boolean> condition) {
    Patience.await(what).until(() -> get(condition));
  }

  private static <T> T join(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }
}
