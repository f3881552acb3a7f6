package io.lattice.core.provider;

import io.lattice.config.secret.Secret;
import io.vertx.core.MultiMap;

/** How a provider wants to be told who we are: a header and what stands before the key. */
enum Credential {
  BEARER("authorization", "Bearer "),
  API_KEY("api-key", ""),
  X_API_KEY("x-api-key", ""),
  X_GOOG_API_KEY("x-goog-api-key", "");

  private final String header;
  private final String prefix;

  Credential(String header, String prefix) {
    this.header = header;
    this.prefix = prefix;
  }

  void addTo(MultiMap headers, Secret secret) {
    headers.set(header, prefix + secret.reveal());
  }
}
