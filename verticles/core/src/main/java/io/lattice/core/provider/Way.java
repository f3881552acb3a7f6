package io.lattice.core.provider;

import io.lattice.config.ProviderSettings;
import io.lattice.core.dialect.Dialect;
import java.util.function.Predicate;

/**
 * One of the APIs under which a provider can be asked for a chat.
 *
 * @param isOpen whether this provider, as it is configured, has it
 */
record Way(Dialect dialect, Endpoint endpoint, Predicate<ProviderSettings> isOpen) {

  static Way of(Dialect dialect, Endpoint endpoint) {
    return new Way(dialect, endpoint, provider -> true);
  }

  boolean speaks(String name) {
    return dialect.name().equals(name);
  }
}
