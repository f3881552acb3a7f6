package io.lattice.core.route;

import io.lattice.config.RetrySettings;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps retries from becoming a storm when everything fails at once: the requests under way on this
 * node may have made only so many further attempts between them. Shared by all lanes; nothing
 * blocks.
 *
 * @see <a
 *     href="https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/cluster/v3/circuit_breaker.proto">
 *     Envoy's retry budget, whose rule it is</a>
 */
public final class RetryBudget {

  private final AtomicReference<RetryLoad> load = new AtomicReference<>(RetryLoad.NONE);

  /** A request begins. Its seat must be left when it ends, however it ends. */
  public Seat enter() {
    load.updateAndGet(RetryLoad::entered);
    return new Seat();
  }

  /** What is under way. */
  public RetryLoad load() {
    return Objects.requireNonNull(load.get());
  }

  private boolean take(RetrySettings settings) {
    RetryLoad before = load();
    while (before.allows(settings)) {
      if (load.compareAndSet(before, before.retrying())) {
        return true;
      }
      before = load();
    }
    return false;
  }

  /** One request's part in the budget. Confined to its request. */
  public final class Seat {

    private int retries;
    private boolean left;

    private Seat() {}

    /**
     * Asks for one more attempt, once for each that failed. What is granted counts until the
     * request ends, so that one request cannot wear the budget out by retrying quickly.
     */
    public boolean mayRetry(RetrySettings settings) {
      if (left || !take(settings)) {
        return false;
      }
      retries++;
      return true;
    }

    /** The request has ended. Idempotent. */
    public void leave() {
      if (!left) {
        left = true;
        load.updateAndGet(before -> before.left(retries));
      }
    }
  }
}
