package io.lattice.config.model;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One place where a model runs. Its id names the place, so health is kept by it: a deployment that
 * stands in for another model keeps its id.
 *
 * @param id {@code provider/model@region}, or {@code provider/model} without a region
 * @param provider the provider's name
 * @param model the logical model it was configured under
 * @param modelId what the provider calls the model, or an Azure deployment's name
 * @param region where it runs; null when the provider has no say
 * @param priority lower is preferred
 * @param capabilities what it can do
 * @param contextWindow tokens of prompt and answer together; null when not known
 * @param maxOutputTokens tokens of the answer; null when not known
 * @param pricing null when not known, which is not free
 * @param firstTokenTimeout null for the node's own
 * @param options what only its provider understands, in kebab-case
 */
public record Deployment(
    String id,
    String provider,
    String model,
    String modelId,
    @Nullable String region,
    int priority,
    Set<Capability> capabilities,
    @Nullable Integer contextWindow,
    @Nullable Integer maxOutputTokens,
    @Nullable Pricing pricing,
    @Nullable Duration firstTokenTimeout,
    Map<String, String> options) {

  /** Copies the collections. */
  public Deployment {
    capabilities = Capability.ordered(capabilities);
    options = Map.copyOf(options);
    if (id.isBlank() || provider.isBlank() || model.isBlank() || modelId.isBlank()) {
      throw new IllegalArgumentException("a deployment has an id, provider, model and model id");
    }
  }

  /** Writes an id. */
  public static String id(String provider, String model, @Nullable String region) {
    return region == null ? provider + "/" + model : provider + "/" + model + "@" + region;
  }

  /** Whether it can do all of these. */
  public boolean can(Set<Capability> needed) {
    return capabilities.containsAll(needed);
  }

  /** Whether it makes vectors and nothing else. */
  public boolean onlyEmbeds() {
    return capabilities.equals(EnumSet.of(Capability.EMBEDDINGS));
  }

  /** The same place at another priority. */
  public Deployment withPriority(int newPriority) {
    return new Deployment(
        id,
        provider,
        model,
        modelId,
        region,
        newPriority,
        capabilities,
        contextWindow,
        maxOutputTokens,
        pricing,
        firstTokenTimeout,
        options);
  }
}
