package io.lattice.core.provider;

import io.lattice.api.stream.Lane;
import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.core.dialect.Dialect;
import io.lattice.core.provider.embedded.EmbeddedGuide;
import io.lattice.core.usage.TokenEstimate;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes the verticles of the providers that this build knows.
 *
 * @param dialects every dialect that a caller may speak, by name
 * @param guide what the embedded provider answers from
 * @param ticker monotonic nanoseconds
 * @param estimate of tokens where a provider counts none
 */
public record Providers(
    Vertx vertx,
    Map<String, Dialect> dialects,
    EmbeddedGuide guide,
    InstantSource clock,
    LongSupplier ticker,
    TokenEstimate estimate) {

  private static final String EMBEDDED = "embedded";

  public Providers {
    dialects = Map.copyOf(dialects);
  }

  /** Whether this build can run a provider of that kind. */
  public static boolean knows(String kind) {
    return EMBEDDED.equals(kind) || ProviderRows.ofKind(kind).isPresent();
  }

  /**
   * The verticle of one provider on one event loop, to be deployed there.
   *
   * @throws IllegalArgumentException where this build does not know the provider's kind
   */
  public VerticleBase on(Lane lane, ProviderSettings provider, Supplier<LatticeConfig> config) {
    return new ProviderVerticle(provider.name(), lane, config, upstreamOf(provider, config));
  }

  private Upstream upstreamOf(ProviderSettings provider, Supplier<LatticeConfig> config) {
    if (EMBEDDED.equals(provider.kind())) {
      return new EmbeddedUpstream(provider.name(), guide, new Phrasing(dialects), clock, estimate);
    }
    ProviderRow row =
        ProviderRows.ofKind(provider.kind())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "this build has no provider of the kind '%s'".formatted(provider.kind())));
    return new HttpUpstream(
        vertx, provider.name(), row, new Phrasing(dialects), config.get(), clock, ticker, estimate);
  }
}
