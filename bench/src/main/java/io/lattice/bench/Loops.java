package io.lattice.bench;

import io.lattice.api.stream.StreamOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.function.Supplier;

/** The event loops of a process under measurement. */
final class Loops {

  /** Credit as ever; the first question finds a cold JVM, on a machine that may have other work. */
  static final StreamOptions STREAMS =
      new StreamOptions(
          StreamOptions.DEFAULT.creditFrames(),
          StreamOptions.DEFAULT.creditBytes(),
          Duration.ofSeconds(20),
          StreamOptions.DEFAULT.ping(),
          StreamOptions.DEFAULT.dead());

  private Loops() {}

  static VertxOptions options() {
    return new VertxOptions()
        .setPreferNativeTransport(true)
        .setEventLoopPoolSize(Integer.getInteger("lattice.bench.loops", 1));
  }

  /** Begins something on an event loop of its own. */
  static <T> Future<T> on(Vertx vertx, Supplier<Future<T>> beginning) {
    Context context = vertx.getOrCreateContext();
    Promise<T> done = Promise.promise();
    context.runOnContext(ignored -> beginning.get().onComplete(done));
    return done.future();
  }
}
