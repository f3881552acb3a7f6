package io.lattice.core.provider;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * How a provider answered a question that costs nothing.
 *
 * @param reachable whether it answered and took our credential
 * @param problem a sentence for the operator, null where it is reachable; holds no key and nothing
 *     of what the provider wrote
 * @param latencyMillis until the answer or the problem; 0 where nothing was sent
 */
record ProviderCheck(
    String provider, boolean reachable, @Nullable String problem, long latencyMillis) {

  ProviderCheck {
    if (reachable != (problem == null)) {
      throw new IllegalArgumentException(
          "provider '%s' is either reachable or has a problem".formatted(provider));
    }
  }

  static ProviderCheck passed(String provider, long latencyMillis) {
    return new ProviderCheck(provider, true, null, latencyMillis);
  }

  static ProviderCheck failed(String provider, String problem, long latencyMillis) {
    return new ProviderCheck(provider, false, problem, latencyMillis);
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("provider", provider)
        .put("reachable", reachable)
        .put("problem", problem)
        .put("latencyMillis", latencyMillis);
  }
}
