package io.lattice.core.provider;

import io.lattice.config.ProviderSettings;
import io.lattice.core.dialect.Dialect;
import java.util.function.Function;

/**
 * A provider as data.
 *
 * @param health a path below the base URL whose GET costs no tokens and proves the key
 */
record ProviderRow(
    Dialect dialect,
    Endpoint endpoint,
    Credential credential,
    Function<ProviderSettings, String> health) {}
