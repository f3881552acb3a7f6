package io.lattice.core.bridge;

import io.lattice.api.Addresses;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What an operator may say about the bridge.
 *
 * @param port 0 takes any free one; see {@link BridgeVerticle#port()}
 * @param callers who may ask; where there are none, anyone on this machine may, and only under a
 *     name of this machine
 * @param holdHeaders how long a stream's status waits for its first content; then it is 200,
 *     whatever follows
 * @param keepAliveInterval how long a stream may be silent before a comment is sent
 * @param modelsAddress who lists the models; a consumer on this node
 * @param healthAddress who tells what runs and whether it is ready; a consumer on this node
 */
public record BridgeOptions(
    String host,
    int port,
    List<Caller> callers,
    Limits limits,
    Duration holdHeaders,
    Duration keepAliveInterval,
    String modelsAddress,
    String healthAddress) {

  /**
   * What one client may take.
   *
   * @param maxBodyBytes of a request
   * @param maxConnections to one event loop at a time; what comes above it is closed at once
   * @param header until the head of a connection's first request is whole
   * @param body until a request's body is whole, or longer while it comes at 1 KiB/s or more
   * @param idle between two requests of one connection, the second's head included
   * @param write while a client takes nothing of its answer
   */
  public record Limits(
      int maxBodyBytes,
      int maxConnections,
      Duration header,
      Duration body,
      Duration idle,
      Duration write) {
    public static final Limits DEFAULT =
        new Limits(
            20 * 1024 * 1024,
            20_000,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(75),
            Duration.ofSeconds(60));

    public Limits {
      if (maxBodyBytes < 1 || maxConnections < 1) {
        throw new IllegalArgumentException(
            "a bridge needs room for a body and a connection, not %d bytes and %d connections"
                .formatted(maxBodyBytes, maxConnections));
      }
      List.of(header, body, idle, write).forEach(BridgeOptions::requirePositive);
    }
  }

  public BridgeOptions {
    Objects.requireNonNull(host, "host");
    callers = List.copyOf(callers);
    Objects.requireNonNull(limits, "limits");
    requirePositive(holdHeaders);
    requirePositive(keepAliveInterval);
    Objects.requireNonNull(modelsAddress, "modelsAddress");
    Objects.requireNonNull(healthAddress, "healthAddress");
  }

  /** The defaults, for anyone on this machine. */
  public static BridgeOptions on(String host, int port) {
    return new BridgeOptions(
        host,
        port,
        List.of(),
        Limits.DEFAULT,
        Duration.ofSeconds(10),
        Duration.ofSeconds(15),
        Addresses.MODELS,
        Addresses.HEALTH);
  }

  public BridgeOptions withCallers(List<Caller> those) {
    return new BridgeOptions(
        host, port, those, limits, holdHeaders, keepAliveInterval, modelsAddress, healthAddress);
  }

  public BridgeOptions withLimits(Limits those) {
    return new BridgeOptions(
        host, port, callers, those, holdHeaders, keepAliveInterval, modelsAddress, healthAddress);
  }

  private static void requirePositive(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("a bridge's limits must be positive, not " + duration);
    }
  }
}
