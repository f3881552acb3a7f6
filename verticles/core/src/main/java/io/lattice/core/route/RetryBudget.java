package io.lattice.core.route;

import io.lattice.config.RetrySettings;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps retries from becoming a storm when everything fails at once: of the requests under way on
 * this node only some may be past their first attempt. Shared by all lanes; nothing blocks.
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

  /** How many requests are under way, and how many of them retry. */
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

    private boolean retries;
    private boolean left;

    private Seat() {}

    /**
     * Whether the request may be tried again. Once it may, it may until it ends: how often is
     * another limit's matter.
     */
    public boolean mayRetry(RetrySettings settings) {
      if (!left && !retries) {
        retries = take(settings);
      }
      return !left && retries;
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
