package io.lattice.config.read;

import static io.lattice.config.tree.Form.TEXT;
import static io.lattice.config.tree.Form.integer;

import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Capability;
import io.lattice.config.model.Deployment;
import io.lattice.config.text.NearestName;
import io.lattice.config.tree.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where a model runs: one deployment for each region of its provider. */
record DeploymentReader(Map<String, ProviderSettings> providers) {

  /** The deployments of one place of a model, none when that place cannot be. */
  List<Deployment> read(String model, Section section, Traits traits) {
    String name = section.read("provider", TEXT);
    String modelId = section.read("model_id", TEXT, model);
    String region = section.read("region", TEXT);
    Integer priority = section.read("priority", integer(1, 1_000));
    ProviderSettings provider = name == null ? null : providers.get(name);
    if (provider == null) {
      section.problem("provider", name, unknown(name));
      return List.of();
    }
    if (region != null && !provider.regions().contains(region)) {
      section.problem("region", region, foreign(provider));
      return List.of();
    }
    if (traits.capabilities().isEmpty() && !section.says("capabilities")) {
      section.problem("capabilities", "are needed, for instance [text]");
    }
    if (traits.pricing() != null && !traits.pricing().pricesOutput() && answers(traits)) {
      section.problem(
          "pricing",
          "says nothing of output, in a price or in a band; only a model that embeds has none");
    }
    Map<String, String> options = options(section, provider, traits.options());
    List<Deployment> deployments = new ArrayList<>();
    for (@Nullable String each : regions(region, provider)) {
      deployments.add(
          new Deployment(
              Deployment.id(provider.name(), model, each),
              provider.name(),
              model,
              modelId,
              each,
              priority == null ? provider.priority() : priority,
              traits.capabilities(),
              traits.contextWindow(),
              traits.maxOutputTokens(),
              traits.pricing(),
              traits.firstTokenTimeout(),
              options));
    }
    return deployments;
  }

  private static boolean answers(Traits traits) {
    return traits.capabilities().stream().anyMatch(each -> each != Capability.EMBEDDINGS);
  }

  private static List<@Nullable String> regions(
      @Nullable String region, ProviderSettings provider) {
    List<@Nullable String> regions = new ArrayList<>(provider.regions());
    if (region != null || regions.isEmpty()) {
      regions.clear();
      regions.add(region);
    }
    return regions;
  }

  private String unknown(@Nullable String name) {
    if (name == null) {
      return "is needed; a model runs somewhere";
    }
    return NearestName.of(name, providers.keySet())
        .map(near -> "is not a provider of lattice.yaml; did you mean '" + near + "'?")
        .orElse("is not a provider of lattice.yaml; add it to orchestrator.providers");
  }

  private static String foreign(ProviderSettings provider) {
    return "is not a region of provider '"
        + provider.name()
        + "' in lattice.yaml; "
        + (provider.regions().isEmpty()
            ? "it has none: add regions there"
            : "it has " + String.join(", ", provider.regions()));
  }

  /** Options in kebab-case; one that the provider's kind does not have is refused. */
  private static Map<String, String> options(
      Section section, ProviderSettings provider, Map<String, String> said) {
    Set<String> known =
        ProviderKind.of(provider.kind()).map(ProviderKind::modelOptions).orElse(Set.of());
    Map<String, String> options = new LinkedHashMap<>();
    for (Map.Entry<String, String> option : said.entrySet()) {
      String name = option.getKey().replace('_', '-');
      if (known.contains(name)) {
        options.put(name, option.getValue());
      } else {
        section.problem(
            "options",
            option.getKey(),
            "is not an option for a model of kind '"
                + provider.kind()
                + "'; "
                + (known.isEmpty()
                    ? "it has none"
                    : "known are " + String.join(", ", new LinkedHashSet<>(known))));
      }
    }
    return options;
  }
}
