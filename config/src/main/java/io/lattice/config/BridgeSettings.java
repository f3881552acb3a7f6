package io.lattice.config;

import java.time.Duration;

/**
 * The HTTP front door.
 *
 * @param host the address to bind; anything but loopback needs callers with keys
 * @param port the TCP port, 0 to let the system choose
 * @param enabled whether there is a front door at all
 * @param maxBodyBytes the largest request body
 * @param maxJsonDepth levels of containers a request body may nest
 * @param maxEmbeddingInputs the most texts in one request for embeddings
 * @param headerTimeout time for a client to send its request line and headers
 * @param bodyTimeout time for a client to send its body
 * @param idleTimeout time an idle connection is kept
 * @param keepAliveInterval silence in a stream after which a comment is sent
 * @param holdHeaders silence before the first event after which status 200 is committed and
 *     comments begin; until then a failure still gets its own status
 * @param writeTimeout time after which a reader that takes nothing is cut off
 */
public record BridgeSettings(
    String host,
    int port,
    boolean enabled,
    int maxBodyBytes,
    int maxJsonDepth,
    int maxEmbeddingInputs,
    Duration headerTimeout,
    Duration bodyTimeout,
    Duration idleTimeout,
    Duration keepAliveInterval,
    Duration holdHeaders,
    Duration writeTimeout) {

  /** Loopback port 8080. */
  public static final BridgeSettings DEFAULTS =
      new BridgeSettings(
          "127.0.0.1",
          8080,
          true,
          20 * 1024 * 1024,
          64,
          2_048,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(75),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60));

  /** Checks ranges. */
  public BridgeSettings {
    Checks.notBlank(host, "host");
    Checks.within(port, 0, 65_535, "port");
    Checks.within(maxBodyBytes, 1024, Integer.MAX_VALUE, "maxBodyBytes");
    Checks.within(maxJsonDepth, 1, 256, "maxJsonDepth");
    Checks.within(maxEmbeddingInputs, 1, 100_000, "maxEmbeddingInputs");
    Checks.positive(headerTimeout, "headerTimeout");
    Checks.positive(bodyTimeout, "bodyTimeout");
    Checks.positive(idleTimeout, "idleTimeout");
    Checks.positive(keepAliveInterval, "keepAliveInterval");
    Checks.positive(holdHeaders, "holdHeaders");
    Checks.positive(writeTimeout, "writeTimeout");
  }
}
