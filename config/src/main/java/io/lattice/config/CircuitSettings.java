package io.lattice.config;

import io.lattice.config.text.DurationText;
import java.time.Duration;

/**
 * When a deployment is ill, and for how long it rests.
 *
 * @param failurePercent failures among the calls of the window that open the circuit
 * @param minimumCalls calls the window must hold before the percentage counts
 * @param window how far back outcomes count
 * @param consecutiveFailures failures in a row that open the circuit at once
 * @param open the first rest; the n-th in a row is n times as long
 * @param maxOpen the longest rest
 * @param jitterPercent how much a rest is varied, so that nodes do not probe together
 */
public record CircuitSettings(
    int failurePercent,
    int minimumCalls,
    Duration window,
    int consecutiveFailures,
    Duration open,
    Duration maxOpen,
    int jitterPercent) {

  /** 50 % of at least 20 calls in 30 s, or 5 in a row; open 30 s to 300 s, varied by 20 %. */
  public static final CircuitSettings DEFAULTS =
      new CircuitSettings(
          50, 20, Duration.ofSeconds(30), 5, Duration.ofSeconds(30), Duration.ofSeconds(300), 20);

  /** Checks ranges. */
  public CircuitSettings {
    Checks.within(failurePercent, 1, 100, "failurePercent");
    Checks.within(minimumCalls, 1, 1_000_000, "minimumCalls");
    Checks.positive(window, "window");
    Checks.within(consecutiveFailures, 1, 1_000_000, "consecutiveFailures");
    Checks.positive(open, "open");
    Checks.positive(maxOpen, "maxOpen");
    if (open.compareTo(maxOpen) > 0) {
      throw new IllegalArgumentException(
          "has open "
              + DurationText.write(open)
              + ", which must not be longer than max open "
              + DurationText.write(maxOpen));
    }
    Checks.within(jitterPercent, 0, 100, "jitterPercent");
  }
}
