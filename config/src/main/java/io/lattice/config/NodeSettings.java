package io.lattice.config;

import org.jspecify.annotations.Nullable;

/**
 * Who this node is.
 *
 * @param name how the node calls itself in logs and health; null lets the node choose
 * @param region the cloud location the node runs in; null when it does not matter
 * @param lanes event loops that serve requests; 0 means one per processor
 */
public record NodeSettings(@Nullable String name, @Nullable String region, int lanes) {

  /** Unnamed, nowhere in particular, one lane per processor. */
  public static final NodeSettings DEFAULTS = new NodeSettings(null, null, 0);

  /** Checks the number of lanes. */
  public NodeSettings {
    Checks.within(lanes, 0, 256, "lanes");
  }
}
