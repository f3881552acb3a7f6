package io.lattice.core.provider;

import io.lattice.api.chat.Bytes;
import io.lattice.config.ProviderSettings;
import io.lattice.core.dialect.DialectException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a provider is asked that costs no tokens. Pure. */
@FunctionalInterface
interface HealthQuestion {

  /** Of a GET below the base URL that the provider answers only to whom it knows. */
  String path(ProviderSettings provider);

  /**
   * The names of models in an answer, by what the provider has done with them; nothing where its
   * models are there for everybody.
   *
   * @throws DialectException where it is no answer to this question
   */
  default Map<String, List<String>> models(Bytes answer) {
    return Map.of();
  }

  /** What is asked next, whose failure is none of the provider. */
  default Optional<HealthQuestion> next() {
    return Optional.empty();
  }
}
