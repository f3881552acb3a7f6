package io.lattice.core.route;

import io.lattice.config.RetrySettings;

/**
 * The requests that are under way.
 *
 * @param active all of them
 * @param retries the attempts that they were granted beyond their first
 */
public record RetryLoad(int active, int retries) {

  static final RetryLoad NONE = new RetryLoad(0, 0);

  public RetryLoad {
    if (active < 0 || retries < 0) {
      throw new IllegalArgumentException(retries + " retries of " + active + " requests");
    }
  }

  /** Whether one more is granted: they are a share of the active requests, but always a few. */
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

  RetryLoad left(int granted) {
    return new RetryLoad(active - 1, retries - granted);
  }
}
