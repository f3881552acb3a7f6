package io.lattice.core.provider;

import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Deployment;
import io.lattice.core.dialect.Allowance;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a provider answered, at one address and to one credential, a question that costs nothing.
 *
 * @param regions that are reached at the address; empty where the provider has no say
 * @param credential where it is kept, such as {@code env:XAI_API_KEY}; {@link #NONE} where the
 *     provider is asked without; never the credential itself
 */
public record ProviderCheck(
    String provider, List<String> regions, String credential, Finding finding) {
  /** Instead of a credential's place. */
  public static final String NONE = "none";

  public ProviderCheck {
    regions = List.copyOf(regions);
  }

  /** A provider that was not asked. */
  public static ProviderCheck notAsked(String provider, String why) {
    return new ProviderCheck(provider, List.of(), NONE, new Finding.NotAsked(why));
  }

  /** A provider of which nothing can be told but a problem. */
  public static ProviderCheck failed(String provider, String problem) {
    return new ProviderCheck(provider, List.of(), NONE, new Finding.Failed(problem, 0));
  }

  /** A provider in this process, which is there and has every model that it is to have. */
  static ProviderCheck inProcess(ProviderSettings provider, LatticeConfig config) {
    ModelsSeen models =
        new ModelsSeen.Listed(
            CheckPlace.deploymentsOf(provider.name(), config).stream()
                .map(Deployment::modelId)
                .distinct()
                .sorted()
                .toList(),
            List.of());
    return new ProviderCheck(
        provider.name(), provider.regions(), NONE, new Finding.Reached(0, models, List.of()));
  }

  /** One entry of a report. */
  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("provider", provider)
            .put("regions", new JsonArray(regions))
            .put("credential", credential)
            .put("reachable", finding instanceof Finding.Reached);
    if (finding instanceof Finding.Reached reached) {
      return json.putNull("problem")
          .put("latencyMillis", reached.latencyMillis())
          .put("models", reached.models().toJson())
          .put("headroom", json(reached.headroom()));
    }
    return finding instanceof Finding.Failed failed
        ? json.put("problem", failed.problem()).put("latencyMillis", failed.latencyMillis())
        : json.put("problem", ((Finding.NotAsked) finding).why()).put("latencyMillis", 0);
  }

  private static JsonArray json(List<Allowance> headroom) {
    return headroom.stream()
        .map(
            each ->
                new JsonObject()
                    .put("of", each.of())
                    .put("remaining", each.remaining())
                    .put("limit", each.limit()))
        .collect(Collectors.collectingAndThen(Collectors.toList(), JsonArray::new));
  }
}
