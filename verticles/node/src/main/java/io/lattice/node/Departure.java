package io.lattice.node;

import io.lattice.config.ShutdownSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** The waits of a node that leaves. */
final class Departure {
  private static final long LOOK_MILLIS = 50;

  private final Vertx vertx;
  private final ShutdownSettings settings;
  private final LongSupplier ticker;

  Departure(Vertx vertx, ShutdownSettings settings, LongSupplier ticker) {
    this.vertx = vertx;
    this.settings = settings;
    this.ticker = ticker;
  }

  /** Gives whoever sends requests here the time to notice that it should not. */
  Future<Void> untilNoticed() {
    return after(settings.notReady());
  }

  private Future<Void> after(Duration wait) {
    return wait.toMillis() == 0
        ? Future.succeededFuture()
        : vertx.timer(wait.toMillis()).mapEmpty();
  }

  /** Waits until nothing is under way, or for as long as that may last. */
  Future<Void> untilDone(IntSupplier underWay) {
    Promise<Void> done = Promise.promise();
    long deadline = ticker.getAsLong() + settings.drain().toNanos();
    look(underWay, deadline, done);
    return done.future();
  }

  private void look(IntSupplier underWay, long deadline, Promise<Void> done) {
    if (underWay.getAsInt() == 0 || ticker.getAsLong() - deadline >= 0) {
      done.complete();
    } else {
      vertx.setTimer(LOOK_MILLIS, timer -> look(underWay, deadline, done));
    }
  }
}
