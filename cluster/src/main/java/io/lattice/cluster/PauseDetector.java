package io.lattice.cluster;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Notices that the process stood still: stopped, frozen with its virtual machine, or in a long
 * collection. The others may have given it up meanwhile, so it must not go on as if nothing had
 * happened; what to do about it is the listener's business. An event loop that was blocked as long
 * looks the same, and from outside it is.
 *
 * <p>Confined to one thread. Messages that waited in the event loop may be handled before the pause
 * is noticed.
 */
public final class PauseDetector {

  private static final Duration PERIOD = Duration.ofMillis(250);
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final long limitNanos;
  private final long periodNanos;
  private long lastNanos;

  /**
   * @param period how often {@link #tick} is meant to be called
   * @param tolerance how much later than that is still no pause
   * @param startNanos the ticker's reading now
   */
  PauseDetector(Duration period, Duration tolerance, long startNanos) {
    periodNanos = period.toNanos();
    limitNanos = period.plus(tolerance).toNanos();
    lastNanos = startNanos;
  }

  /**
   * Watches for pauses of over 2 s from the calling context's event loop, until Vert.x is closed.
   *
   * @param nanoTime a monotonic ticker that goes on while the process stands still, such as
   *     System::nanoTime
   * @param onPause is told, on that event loop, how long the process stood still
   */
  public static void watch(Vertx vertx, LongSupplier nanoTime, Consumer<Duration> onPause) {
    var detector = new PauseDetector(PERIOD, TOLERANCE, nanoTime.getAsLong());
    vertx.setPeriodic(
        PERIOD.toMillis(), tick -> detector.tick(nanoTime.getAsLong()).ifPresent(onPause));
  }

  /** The length of the pause since the last tick, where there was one. */
  Optional<Duration> tick(long nowNanos) {
    long gap = nowNanos - lastNanos;
    lastNanos = nowNanos;
    return gap > limitNanos ? Optional.of(Duration.ofNanos(gap - periodNanos)) : Optional.empty();
  }
}
