package io.lattice.core.route;

import java.time.Duration;

/**
 * How long to wait before the same deployment is tried again: full jitter, so that callers who
 * failed together do not come back together.
 *
 * @see <a href="https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">
 *     Timeouts, retries, and backoff with jitter</a>
 */
final class Backoff {

  private Backoff() {}

  /**
   * A wait between nothing and {@code base} doubled for every retry before this one, at most {@code
   * cap}. In whole milliseconds.
   *
   * @param retry counts from 1
   * @param random drawn evenly from [0, 1)
   */
  static Duration fullJitter(int retry, Duration base, Duration cap, double random) {
    if (retry < 1) {
      throw new IllegalArgumentException("retries count from 1, not " + retry);
    }
    long most = cap.toMillis();
    long ceiling = Math.min(most, base.toMillis());
    for (int before = 1; before < retry && ceiling < most && ceiling > 0; before++) {
      ceiling = Math.min(most, ceiling * 2);
    }
    return Duration.ofMillis((long) (ceiling * random));
  }
}
