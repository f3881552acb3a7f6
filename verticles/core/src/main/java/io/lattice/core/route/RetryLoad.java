package io.lattice.core.route;

import io.lattice.config.RetrySettings;

/**
 * The requests that are under way.
 *
 * @param active all of them
 * @param retries those past their first attempt
 */
public record RetryLoad(int active, int retries) {

  static final RetryLoad NONE = new RetryLoad(0, 0);

  public RetryLoad {
    if (retries < 0 || active < retries) {
      throw new IllegalArgumentException(retries + " retries among " + active + " requests");
    }
  }

  /** Whether one more may retry: a share of the active, but always a few. */
  boolean allows(RetrySettings settings) {
    long share = (long) active * settings.budgetPercent() / 100;
    return retries < Math.max(settings.budgetMinimum(), share);
  }

  RetryLoad entered() {
    return new RetryLoad(active + 1, retries);
  }

  RetryLoad retrying() {
    return new RetryLoad(active, retries + 1);
  }

  RetryLoad left(boolean retried) {
    return new RetryLoad(active - 1, retried ? retries - 1 : retries);
  }
}
