package io.lattice.core.provider;

import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Capability;
import io.lattice.config.model.Deployment;
import io.lattice.config.model.Model;
import io.lattice.config.model.ModelRegistry;
import io.lattice.config.model.ModelStatus;
import io.lattice.config.secret.Secret;
import io.lattice.config.secret.SecretRef;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Configurations with providers to be asked how they are. */
final class Registry {
  static final String KEY = "sk-very-secret-1234567890";

  private Registry() {}

  /** A provider that is named like its kind, with one key in {@code env:KEY}. */
  static ProviderSettings provider(String kind, URI base) {
    return provider(kind, base, List.of(), Map.of(), List.of(keyIn("KEY", KEY)));
  }

  static ProviderSettings provider(
      String kind,
      @Nullable URI base,
      List<String> regions,
      Map<String, URI> endpoints,
      List<Secret> keys) {
    return new ProviderSettings(
        kind, kind, 1, regions, List.of(), null, base, endpoints, keys, Map.of(), null);
  }

  static Secret keyIn(String variable, String value) {
    return Secret.of(value).foundAt(new SecretRef.Environment(variable));
  }

  /** One provider, and a model for each of these ids, in every region of the provider. */
  static LatticeConfig with(ProviderSettings provider, String... ids) {
    return of(
        provider, Arrays.stream(ids).map(id -> Model.of(id, deployments(provider, id))).toList());
  }

  static LatticeConfig of(ProviderSettings provider, List<Model> models) {
    return LatticeConfig.of(List.of(provider), ModelRegistry.of(models));
  }

  /** A model that its provider has switched off. */
  static Model retired(ProviderSettings provider, String id) {
    return new Model(
        id,
        deployments(provider, id),
        Set.of(Capability.TEXT),
        ModelStatus.RETIRED,
        null,
        null,
        List.of());
  }

  static List<Deployment> deployments(ProviderSettings provider, String id) {
    return provider.regions().isEmpty()
        ? List.of(deployment(provider, id, null))
        : provider.regions().stream().map(region -> deployment(provider, id, region)).toList();
  }

  static Deployment deployment(ProviderSettings provider, String id, @Nullable String region) {
    return new Deployment(
        Deployment.id(provider.name(), id, region),
        provider.name(),
        id,
        id,
        region,
        1,
        Set.of(Capability.TEXT),
        null,
        null,
        null,
        null,
        Map.of());
  }
}
