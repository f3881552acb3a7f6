package io.lattice.config;

import io.lattice.config.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One provider: where it is, who we are there and when it is preferred.
 *
 * @param name how deployments, addresses and logs call it
 * @param kind the row of the provider table it runs on: {@code openai}, {@code xai}, {@code azure},
 *     {@code dial}, {@code anthropic}, {@code google}, {@code ollama}, {@code bedrock}, {@code
 *     sagemaker}, {@code vertex}, {@code embedded} or {@code openai-compatible}
 * @param priority lower is preferred; 1 unless told otherwise
 * @param regions where its models run, one deployment each; empty when the provider has no say
 * @param fallbackFor providers whose models it stands in for
 * @param fallbackModel the logical model that stands in; null chooses the first that can do as much
 * @param baseUrl where it is, without a trailing slash, in the meaning of the vendor's own SDK;
 *     null where the kind needs none
 * @param endpoints base URLs of single regions, which win over {@code baseUrl}
 * @param credentials keys in order of preference; empty where none is needed or known
 * @param options what only its kind understands, in kebab-case: {@code api-version}, {@code
 *     organization}
 * @param missing a sentence saying what it lacks, null when it is ready
 */
public record ProviderSettings(
    String name,
    String kind,
    int priority,
    List<String> regions,
    List<String> fallbackFor,
    @Nullable String fallbackModel,
    @Nullable URI baseUrl,
    Map<String, URI> endpoints,
    List<Secret> credentials,
    Map<String, String> options,
    @Nullable String missing) {

  /** The kind of a provider that speaks OpenAI's dialect and is only a configuration entry. */
  public static final String OPENAI_COMPATIBLE = "openai-compatible";

  /** Copies the collections and checks the rest. */
  public ProviderSettings {
    Checks.notBlank(name, "name");
    Checks.notBlank(kind, "kind");
    Checks.within(priority, 1, 1_000, "priority");
    regions = List.copyOf(regions);
    fallbackFor = List.copyOf(fallbackFor);
    endpoints = Map.copyOf(endpoints);
    credentials = List.copyOf(credentials);
    options = Map.copyOf(options);
  }

  /** Whether it has all it needs to be called. */
  public boolean isConfigured() {
    return missing == null;
  }

  /** The base URL for a region, or the one for all; null where the kind needs none. */
  public @Nullable URI endpoint(@Nullable String region) {
    URI regional = region == null ? null : endpoints.get(region);
    return regional == null ? baseUrl : regional;
  }
}
