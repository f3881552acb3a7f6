package io.lattice.config;

import java.time.Duration;

/**
 * How a node leaves.
 *
 * @param notReady how long it says "not ready" and still takes requests, so that balancers notice
 * @param drain how long running streams may finish after that
 */
public record ShutdownSettings(Duration notReady, Duration drain) {

  /** 5 s and 120 s. */
  public static final ShutdownSettings DEFAULTS =
      new ShutdownSettings(Duration.ofSeconds(5), Duration.ofSeconds(120));

  /** Neither may be negative; zero leaves at once. */
  public ShutdownSettings {
    Checks.notNegative(notReady, "notReady");
    Checks.notNegative(drain, "drain");
  }
}
