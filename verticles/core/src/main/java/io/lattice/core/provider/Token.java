package io.lattice.core.provider;

import io.lattice.config.secret.Secret;
import java.time.Duration;

/**
 * What a token endpoint gave.
 *
 * @param lifetime since it was asked for; at most its real one
 */
record Token(Secret value, Duration lifetime) {}
