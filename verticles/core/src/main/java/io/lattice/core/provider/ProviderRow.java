package io.lattice.core.provider;

import io.lattice.core.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * A provider as data.
 *
 * @param health a path below the base URL whose GET costs no tokens and proves the key, or null
 *     where there is none
 */
record ProviderRow(
    Dialect dialect, Endpoint endpoint, Credential credential, @Nullable String health) {}
