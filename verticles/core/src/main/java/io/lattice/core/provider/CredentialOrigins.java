package io.lattice.core.provider;

import io.lattice.config.ProviderSettings;
import io.lattice.config.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where each of a provider's credentials is kept, in the order of {@link TokenSources}. Pure. */
final class CredentialOrigins {
  private CredentialOrigins() {}

  /** None where a provider is asked without. */
  static List<String> of(ProviderSettings provider) {
    if (!provider.credentials().isEmpty()) {
      return provider.credentials().stream().map(Secret::origin).toList();
    }
    Map<String, String> told = provider.options();
    return TokenSources.TOKEN_WORDS.contains(told.getOrDefault("auth", ""))
        ? Stream.of("client-certificate", "federated-token-file")
            .flatMap(option -> Optional.ofNullable(told.get(option)).stream())
            .limit(1)
            .map("file:"::concat)
            .toList()
        : List.of();
  }
}
