package io.lattice.config;

import java.time.Duration;

/**
 * How long each phase of one attempt may take; {@code total} is for the whole request.
 *
 * @param connect until the connection to the provider stands
 * @param headers until the provider's response headers
 * @param firstToken until the first content; a deployment may say more
 * @param idle silence between bytes
 * @param progress time without content, however many pings arrive
 * @param total over all attempts, from admission to the terminal event
 * @param accept until a provider verticle accepts an attempt
 */
public record TimeoutSettings(
    Duration connect,
    Duration headers,
    Duration firstToken,
    Duration idle,
    Duration progress,
    Duration total,
    Duration accept) {

  /** 5 s, 30 s, 60 s, 30 s, 120 s, 600 s and 1 s. */
  public static final TimeoutSettings DEFAULTS =
      new TimeoutSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofSeconds(120),
          Duration.ofSeconds(600),
          Duration.ofSeconds(1));

  /** Every one must be longer than nothing. */
  public TimeoutSettings {
    Checks.positive(connect, "connect");
    Checks.positive(headers, "headers");
    Checks.positive(firstToken, "firstToken");
    Checks.positive(idle, "idle");
    Checks.positive(progress, "progress");
    Checks.positive(total, "total");
    Checks.positive(accept, "accept");
  }
}
