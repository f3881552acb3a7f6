package io.lattice.core.provider;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a provider answered a question that costs nothing.
 *
 * @param reachable whether it answered and took our credential
 * @param problem a sentence for the operator, null where it is reachable; holds no key and nothing
 *     of what the provider wrote
 * @param latencyMillis until the answer or the problem; 0 where nothing was sent
 * @param models names of those that a provider holds by itself, by what it has done with them;
 *     empty of one whose models are there for everybody
 */
record ProviderCheck(
    String provider,
    boolean reachable,
    @Nullable String problem,
    long latencyMillis,
    Map<String, List<String>> models) {

  ProviderCheck {
    models = Map.copyOf(models);
    if (reachable != (problem == null)) {
      throw new IllegalArgumentException(
          "provider '%s' is either reachable or has a problem".formatted(provider));
    }
  }

  static ProviderCheck passed(
      String provider, long latencyMillis, Map<String, List<String>> models) {
    return new ProviderCheck(provider, true, null, latencyMillis, models);
  }

  static ProviderCheck failed(String provider, String problem, long latencyMillis) {
    return new ProviderCheck(provider, false, problem, latencyMillis, Map.of());
  }

  JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("provider", provider)
            .put("reachable", reachable)
            .put("problem", problem)
            .put("latencyMillis", latencyMillis);
    if (!models.isEmpty()) {
      JsonObject names = new JsonObject();
      models.forEach((word, held) -> names.put(word, new JsonArray(held)));
      json.put("models", names);
    }
    return json;
  }
}
