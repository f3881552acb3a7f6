package io.lattice.api;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** One event loop, driven from the test's thread: state that is confined to it is read there. */
public final class EventLoop {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Context context;

  private EventLoop(Context context) {
    this.context = context;
  }

  /** A new event loop. */
  public static EventLoop of(Vertx vertx) {
    return new EventLoop(vertx.getOrCreateContext());
  }

  /** Does something on the loop and gives what it gave. */
  public <T> T get(Callable<T> task) {
    return join(
        Future.future(
            done ->
                context.runOnContext(
                    ignored -> {
                      try {
                        done.complete(task.call());
                      } catch (Exception | AssertionError broken) {
                        done.fail(broken);
                      }
                    })));
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
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> get(condition));
  }

  private static <T> T join(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }
}
