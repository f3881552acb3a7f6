package io.lattice.config;

import java.time.Duration;

/**
 * Connections to one host of a provider, counted per lane.
 *
 * @param poolSize connections
 * @param queueSize attempts that may wait for a connection
 * @param queueTimeout how long they may wait; connecting is not part of it
 * @param maxHeaderBytes all response headers together
 */
public record UpstreamSettings(
    int poolSize, int queueSize, Duration queueTimeout, int maxHeaderBytes) {

  /** 2,048 connections, 256 waiting up to 2 s, headers of 32 KiB. */
  public static final UpstreamSettings DEFAULTS =
      new UpstreamSettings(2_048, 256, Duration.ofSeconds(2), 32 * 1024);

  /** Checks ranges. */
  public UpstreamSettings {
    Checks.within(poolSize, 1, 100_000, "poolSize");
    Checks.within(queueSize, 0, 100_000, "queueSize");
    Checks.positive(queueTimeout, "queueTimeout");
    Checks.within(maxHeaderBytes, 1024, 16 * 1024 * 1024, "maxHeaderBytes");
  }
}
