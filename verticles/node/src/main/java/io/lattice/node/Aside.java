package io.lattice.node;

import io.vertx.core.Future;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Runs what may block on a thread that belongs to no Vert.x, as the making of one wants. */
final class Aside {

  private Aside() {}

  /** The future fails with whatever the work throws. */
  static <T> Future<T> run(Callable<T> work) {
    return Future.fromCompletionStage(CompletableFuture.supplyAsync(() -> call(work)))
        .recover(e -> Future.failedFuture(e instanceof CompletionException ? e.getCause() : e));
  }

  private static <T> T call(Callable<T> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }
}
