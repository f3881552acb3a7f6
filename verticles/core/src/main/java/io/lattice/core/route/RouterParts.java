package io.lattice.core.route;

import io.lattice.api.stream.Lane;
import io.lattice.cluster.Nodes;
import io.lattice.config.LatticeConfig;
import io.lattice.core.usage.TokenEstimate;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a router works with.
 *
 * @param lane the event loop it runs on
 * @param config the configuration that new requests see
 * @param health shared by the node's lanes, as is the budget
 * @param ticker monotonic nanoseconds
 * @param random used on this lane only
 * @param tokens counts what providers do not
 * @param settlements told of every request's end, on the lane
 */
public record RouterParts(
    Lane lane,
    Supplier<LatticeConfig> config,
    Nodes nodes,
    DeploymentHealth health,
    RetryBudget budget,
    InstantSource clock,
    LongSupplier ticker,
    RandomGenerator random,
    TokenEstimate tokens,
    Consumer<Settlement> settlements) {}
