package io.lattice.config;

import io.lattice.config.text.DurationText;
import io.lattice.config.text.SizeText;
import java.time.Duration;

/**
 * The flow of frames between nodes and the limits of one response.
 *
 * @param creditFrames frames a sender may have under way
 * @param creditBytes bytes a sender may have under way
 * @param ping how often peers say that they live
 * @param dead silence after which a peer counts as gone
 * @param maxEventBytes the largest event a provider may send
 * @param maxResponseBytes the largest decoded response
 */
public record StreamSettings(
    int creditFrames,
    int creditBytes,
    Duration ping,
    Duration dead,
    int maxEventBytes,
    int maxResponseBytes) {

  /**
   * 64 frames or 256 KiB, pings every 2 s, dead after 6 s, events of 8 MiB, responses of 64 MiB.
   */
  public static final StreamSettings DEFAULTS =
      new StreamSettings(
          64,
          256 * 1024,
          Duration.ofSeconds(2),
          Duration.ofSeconds(6),
          8 * 1024 * 1024,
          64 * 1024 * 1024);

  /** Checks ranges; a peer must be able to miss a ping without being declared dead. */
  public StreamSettings {
    Checks.within(creditFrames, 2, 1_000_000, "creditFrames");
    Checks.within(creditBytes, 1024, Integer.MAX_VALUE, "creditBytes");
    Checks.positive(ping, "ping");
    Checks.positive(dead, "dead");
    if (dead.compareTo(ping.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "has dead "
              + DurationText.write(dead)
              + ", which must be at least twice ping "
              + DurationText.write(ping));
    }
    Checks.within(maxEventBytes, 1024, Integer.MAX_VALUE, "maxEventBytes");
    Checks.within(maxResponseBytes, 1024, Integer.MAX_VALUE, "maxResponseBytes");
    if (maxEventBytes > maxResponseBytes) {
      throw new IllegalArgumentException(
          "has max event "
              + SizeText.write(maxEventBytes)
              + ", which must not be more than max response "
              + SizeText.write(maxResponseBytes));
    }
  }
}
