package io.lattice.config;

import io.lattice.config.model.ModelRegistry;
import java.util.List;
import java.util.Optional;

/**
 * Everything an operator may say, checked and immutable. A reload makes a new one; requests that
 * run keep theirs.
 *
 * @param node who this node is
 * @param cluster how nodes find each other
 * @param bridge the HTTP front door
 * @param timeouts how long each phase may take
 * @param retry how often and how soon a failed attempt is followed by another
 * @param circuit when a deployment is ill
 * @param stream the flow of frames and the limits of a response
 * @param shutdown how a node leaves
 * @param upstream connections to providers
 * @param providers every known provider, those not configured included
 * @param models the model registry
 * @param callers who may come through the bridge; empty admits everybody, on loopback only
 * @param version a short hash of the content, secret values left out, to compare nodes by
 */
public record LatticeConfig(
    NodeSettings node,
    ClusterSettings cluster,
    BridgeSettings bridge,
    TimeoutSettings timeouts,
    RetrySettings retry,
    CircuitSettings circuit,
    StreamSettings stream,
    ShutdownSettings shutdown,
    UpstreamSettings upstream,
    List<ProviderSettings> providers,
    ModelRegistry models,
    List<CallerKey> callers,
    String version) {

  /** Copies the lists. */
  public LatticeConfig {
    providers = List.copyOf(providers);
    callers = List.copyOf(callers);
  }

  /** Default settings around the given providers and models, with no callers. */
  public static LatticeConfig of(List<ProviderSettings> providers, ModelRegistry models) {
    return new LatticeConfig(
        NodeSettings.DEFAULTS,
        ClusterSettings.DEFAULTS,
        BridgeSettings.DEFAULTS,
        TimeoutSettings.DEFAULTS,
        RetrySettings.DEFAULTS,
        CircuitSettings.DEFAULTS,
        StreamSettings.DEFAULTS,
        ShutdownSettings.DEFAULTS,
        UpstreamSettings.DEFAULTS,
        providers,
        models,
        List.of(),
        "defaults");
  }

  /** The provider of that name, configured or not. */
  public Optional<ProviderSettings> provider(String name) {
    return providers.stream().filter(provider -> provider.name().equals(name)).findFirst();
  }
}
