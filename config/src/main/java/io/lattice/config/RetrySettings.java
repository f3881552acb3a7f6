package io.lattice.config;

import io.lattice.config.text.DurationText;
import java.time.Duration;

/**
 * How often and how soon a failed attempt is followed by another.
 *
 * @param attempts tries in all, over all deployments; at most {@value #MOST_ATTEMPTS}
 * @param baseDelay upper end of the first wait; waits are drawn from nothing to this, doubled each
 *     time
 * @param maxDelay upper end of any wait
 * @param budgetPercent share of the active requests that may be retries
 * @param budgetMinimum retries that are always allowed, however few requests are active
 * @param maxRetryAfter the longest Retry-After that is waited for; a longer one falls back at once
 */
public record RetrySettings(
    int attempts,
    Duration baseDelay,
    Duration maxDelay,
    int budgetPercent,
    int budgetMinimum,
    Duration maxRetryAfter) {

  /** No configuration may make one request cost more tries than this. */
  public static final int MOST_ATTEMPTS = 5;

  /** 3 attempts, 100 ms to 20 s, 20 % but at least 3, Retry-After up to 60 s. */
  public static final RetrySettings DEFAULTS =
      new RetrySettings(
          3, Duration.ofMillis(100), Duration.ofSeconds(20), 20, 3, Duration.ofSeconds(60));

  /** Checks ranges. */
  public RetrySettings {
    Checks.within(attempts, 1, MOST_ATTEMPTS, "attempts");
    Checks.positive(baseDelay, "baseDelay");
    Checks.positive(maxDelay, "maxDelay");
    if (baseDelay.compareTo(maxDelay) > 0) {
      throw new IllegalArgumentException(
          "has base delay "
              + DurationText.write(baseDelay)
              + ", which must not be longer than max delay "
              + DurationText.write(maxDelay));
    }
    Checks.within(budgetPercent, 0, 100, "budgetPercent");
    Checks.within(budgetMinimum, 0, 1_000, "budgetMinimum");
    Checks.notNegative(maxRetryAfter, "maxRetryAfter");
  }
}
