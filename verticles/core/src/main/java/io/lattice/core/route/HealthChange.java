package io.lattice.core.route;

import java.time.Instant;

/**
 * A change of opinion about a deployment.
 *
 * @param deployment its id in the registry
 * @param at when the opinion changed
 */
public record HealthChange(String deployment, Verdict before, Verdict after, Instant at) {}
