/**
 * Which deployment answers a request, and what happens when it does not: plans, failover, health
 * and time limits as values and pure functions, and the relay that carries them out. Only {@code
 * Relay} and {@code RouterVerticle} know Vert.x, no one here knows a provider's dialect or network,
 * and time and randomness are passed in.
 */
@NullMarked
package io.lattice.core.route;

import org.jspecify.annotations.NullMarked;
