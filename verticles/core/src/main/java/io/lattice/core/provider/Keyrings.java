package io.lattice.core.provider;

import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The keyring of one provider, made anew for every configuration. Confined to one verticle.
 *
 * <p>Tokens are kept where nothing changed for the provider: whoever gives them may be down at the
 * moment of a reload.
 */
final class Keyrings {
  private final ProviderRow row;
  private final Function<ProviderSettings, List<TokenSource>> sourcesOf;
  private final LongSupplier ticker;
  private @Nullable LatticeConfig knownFor;
  private @Nullable ProviderSettings settings;
  private List<TokenSource> sources = List.of();
  private Optional<Keyring> keyring = Optional.empty();

  /**
   * @param sourcesOf none where a provider needs no credential
   * @param ticker monotonic nanoseconds
   */
  Keyrings(
      ProviderRow row,
      Function<ProviderSettings, List<TokenSource>> sourcesOf,
      LongSupplier ticker) {
    this.row = row;
    this.sourcesOf = sourcesOf;
    this.ticker = ticker;
  }

  /** Empty where the provider is asked without a credential. */
  @SuppressWarnings("ReferenceEquality")
  Optional<Keyring> of(ProviderSettings provider, LatticeConfig config) {
    // By identity: a rotated key is a new configuration of the same version.
    if (config != knownFor) {
      knownFor = config;
      if (!provider.equals(settings)) {
        settings = provider;
        sources = sourcesOf.apply(provider);
      }
      keyring =
          sources.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Keyring(provider.name(), row.credentialOf(provider), sources, ticker));
    }
    return keyring;
  }
}
