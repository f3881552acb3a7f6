package io.lattice.config;

import io.lattice.config.secret.Secret;

/**
 * Somebody who may come through the bridge, and what they show.
 *
 * @param name who they are, in logs and bills
 * @param key what they send as bearer token
 */
public record CallerKey(String name, Secret key) {

  /** A caller has a name. */
  public CallerKey {
    Checks.notBlank(name, "name");
  }
}
