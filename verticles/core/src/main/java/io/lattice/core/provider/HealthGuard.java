package io.lattice.core.provider;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Has one question asked of a provider, one credential at one address, and leaves it alone for half
 * a minute once it failed three times. Confined to one event loop.
 */
final class HealthGuard {
  private static final int MAX_FAILURES = 3;
  private static final long REST_MILLIS = 30_000;

  /** Long enough that failures by timeout, a minute apart, are seen together. */
  private static final long MEMORY_MILLIS = 300_000;

  private final String provider;
  private final LongSupplier ticker;
  private final CircuitBreaker breaker;
  private String lastProblem = "";

  /**
   * @param timeout for the question and all that follows from its answer
   * @param ticker monotonic nanoseconds
   */
  HealthGuard(Vertx vertx, String provider, Duration timeout, LongSupplier ticker) {
    this.provider = provider;
    this.ticker = ticker;
    this.breaker =
        CircuitBreaker.create(
            "health of " + provider,
            vertx,
            new CircuitBreakerOptions()
                .setMaxFailures(MAX_FAILURES)
                .setResetTimeout(REST_MILLIS)
                .setFailuresRollingWindow(MEMORY_MILLIS)
                .setTimeout(timeout.toMillis()));
  }

  /** The future does not fail. */
  Future<Finding> ask(Supplier<Future<Finding.Reached>> question) {
    long since = ticker.getAsLong();
    return breaker
        .execute(question)
        .<Finding>map(reached -> reached)
        .otherwise(problem -> failed(problem, since));
  }

  private Finding failed(Throwable problem, long since) {
    if (CheckProblem.isRest(problem)) {
      return new Finding.Failed(CheckProblem.resting(lastProblem), 0);
    }
    lastProblem = CheckProblem.of(provider, problem);
    return new Finding.Failed(
        lastProblem, TimeUnit.NANOSECONDS.toMillis(ticker.getAsLong() - since));
  }

  /** Forgets the failures. */
  void close() {
    breaker.close();
  }
}
