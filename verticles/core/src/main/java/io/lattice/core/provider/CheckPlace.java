package io.lattice.core.provider;

import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Deployment;
import io.lattice.config.model.Model;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One address of a provider, and what should be there.
 *
 * @param base null where the provider has none, and cannot be asked
 * @param regions that are reached there; empty where the provider has no say
 * @param models what the provider calls the models of the registry that run there, in order
 */
record CheckPlace(@Nullable URI base, List<String> regions, Set<String> models) {
  CheckPlace {
    regions = List.copyOf(regions);
    models = Collections.unmodifiableSet(new TreeSet<>(models));
  }

  /** Every address of a provider, regions that share one together. Pure. */
  static List<CheckPlace> of(ProviderSettings provider, LatticeConfig config) {
    Map<Optional<URI>, Set<String>> regions = new LinkedHashMap<>();
    Map<Optional<URI>, Set<String>> models = new HashMap<>();
    for (String region : provider.regions()) {
      at(base(provider, region), regions).add(region);
    }
    for (Deployment deployment : deploymentsOf(provider.name(), config)) {
      Optional<URI> base = base(provider, deployment.region());
      at(base, models).add(deployment.modelId());
      Stream.ofNullable(deployment.region()).forEach(at(base, regions)::add);
    }
    if (regions.isEmpty()) {
      at(base(provider, null), regions);
    }
    return regions.entrySet().stream()
        .map(
            place ->
                new CheckPlace(
                    place.getKey().orElse(null),
                    List.copyOf(place.getValue()),
                    models.getOrDefault(place.getKey(), Set.of())))
        .toList();
  }

  /** Whatever a caller may be sent to: a retired model is refused by name. */
  static List<Deployment> deploymentsOf(String provider, LatticeConfig config) {
    return config.models().models().stream()
        .filter(model -> !model.isRetired())
        .map(Model::deployments)
        .flatMap(List::stream)
        .filter(deployment -> deployment.provider().equals(provider))
        .toList();
  }

  private static Set<String> at(Optional<URI> base, Map<Optional<URI>, Set<String>> places) {
    return places.computeIfAbsent(base, first -> new LinkedHashSet<>());
  }

  private static Optional<URI> base(ProviderSettings provider, @Nullable String region) {
    return Optional.ofNullable(provider.endpoint(region)).or(() -> first(provider));
  }

  /** A provider that is told by regions alone is asked in the first of them by name. */
  private static Optional<URI> first(ProviderSettings provider) {
    return Optional.ofNullable(new TreeMap<>(provider.endpoints()).firstEntry())
        .map(Map.Entry::getValue);
  }
}
