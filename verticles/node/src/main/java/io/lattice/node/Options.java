package io.lattice.node;

import io.lattice.api.Addresses;
import io.lattice.api.stream.StreamOptions;
import io.lattice.cluster.ClusterOptions;
import io.lattice.cluster.MemberAddress;
import io.lattice.config.BridgeSettings;
import io.lattice.config.ClusterSettings;
import io.lattice.config.LatticeConfig;
import io.lattice.core.bridge.BridgeOptions;
import io.lattice.core.bridge.Caller;
import io.lattice.core.dialect.EmbeddingInputs;
import io.lattice.core.dialect.JsonLimits;
import java.util.List;
import java.util.Set;

/** The configuration in the words of those who must not know it. Pure. */
final class Options {
  private static final int CONNECTIONS_PER_LANE = 20_000;

  private Options() {}

  /**
   * @param providers names of the providers that this node runs
   */
  static ClusterOptions cluster(LatticeConfig config, Set<String> providers, String version) {
    ClusterSettings settings = config.cluster();
    return new ClusterOptions(
        settings.name(),
        settings.host(),
        settings.port(),
        0,
        settings.members().stream().map(Options::member).toList(),
        config.node().region(),
        providers,
        version,
        false);
  }

  /** A member without a port listens where members do. */
  private static MemberAddress member(String text) {
    return text.contains(":")
        ? MemberAddress.parse(text)
        : new MemberAddress(text, ClusterOptions.DEFAULT_CLUSTER_PORT);
  }

  static StreamOptions streams(LatticeConfig config) {
    return new StreamOptions(
        config.stream().creditFrames(),
        config.stream().creditBytes(),
        config.timeouts().accept(),
        config.stream().ping(),
        config.stream().dead());
  }

  /** What callers' JSON may be made of, at the bridge and on the bus. */
  static JsonLimits json(LatticeConfig config) {
    return new JsonLimits(config.bridge().maxJsonDepth());
  }

  /**
   * How many texts a caller may have turned into vectors at a time, at the bridge and on the bus.
   */
  static EmbeddingInputs embeddings(LatticeConfig config) {
    return new EmbeddingInputs(config.bridge().maxEmbeddingInputs());
  }

  static BridgeOptions bridge(LatticeConfig config) {
    BridgeSettings settings = config.bridge();
    List<Caller> callers =
        config.callers().stream()
            .map(caller -> Caller.withKey(caller.name(), caller.key().reveal()))
            .toList();
    return new BridgeOptions(
        settings.host(),
        settings.port(),
        callers,
        new BridgeOptions.Limits(
            settings.maxBodyBytes(),
            CONNECTIONS_PER_LANE,
            settings.headerTimeout(),
            settings.bodyTimeout(),
            settings.idleTimeout(),
            settings.writeTimeout()),
        settings.holdHeaders(),
        settings.keepAliveInterval(),
        Addresses.onThisNode(Addresses.MODELS),
        Addresses.onThisNode(Addresses.HEALTH));
  }
}
