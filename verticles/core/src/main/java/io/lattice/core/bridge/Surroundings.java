package io.lattice.core.bridge;

import io.lattice.api.stream.ChatOpener;
import io.lattice.core.observe.Metrics;
import java.time.Clock;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a bridge finds around it.
 *
 * @param chats asks the router of the same event loop
 * @param metrics the node's
 * @param clock tells the dates in answers
 * @param ticker nanoseconds from an arbitrary start
 * @param ids makes the ids of requests that bring none
 */
public record Surroundings(
    ChatOpener chats, Metrics metrics, Clock clock, LongSupplier ticker, Supplier<String> ids) {
  public Surroundings {
    Objects.requireNonNull(chats, "chats");
    Objects.requireNonNull(metrics, "metrics");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(ticker, "ticker");
    Objects.requireNonNull(ids, "ids");
  }
}
