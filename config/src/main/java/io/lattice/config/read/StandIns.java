package io.lattice.config.read;

import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Deployment;
import io.lattice.config.model.Model;
import io.lattice.config.model.ModelStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the deployments of a provider that is {@code fallback_for} others behind the models it
 * stands in for.
 *
 * <p>It does so for a model that runs on one of those others and not on this provider. The model
 * that stands in is the one named by {@code fallback_model}; without it the one that is the same
 * upstream model, or else the first in the file that can do as much. Models that only embed are
 * left alone: vectors of two models cannot be compared.
 */
final class StandIns {

  private final List<Model> models;

  private StandIns(Map<String, Model> models) {
    this.models = List.copyOf(models.values());
  }

  /** The models with their stand-ins, each behind all deployments of the model's own. */
  static List<Model> add(Map<String, Model> models, List<ProviderSettings> providers) {
    StandIns standIns = new StandIns(models);
    return standIns.models.stream().map(model -> standIns.behind(model, providers)).toList();
  }

  /** Those deployments of a model that are on one of some providers. */
  static List<Deployment> on(Set<String> providers, Model model) {
    return model.deployments().stream()
        .filter(deployment -> providers.contains(deployment.provider()))
        .toList();
  }

  private Model behind(Model model, List<ProviderSettings> providers) {
    if (model.isRetired() || model.deployments().stream().anyMatch(Deployment::onlyEmbeds)) {
      return model;
    }
    List<Deployment> all = new ArrayList<>(model.deployments());
    int last = all.stream().mapToInt(Deployment::priority).max().orElse(0);
    providers.stream()
        .filter(provider -> !on(Set.copyOf(provider.fallbackFor()), model).isEmpty())
        .filter(provider -> on(Set.of(provider.name()), model).isEmpty())
        .sorted(Comparator.comparingInt(ProviderSettings::priority))
        .forEach(
            provider ->
                standIn(model, provider).stream()
                    .flatMap(other -> on(Set.of(provider.name()), other).stream())
                    .map(each -> each.withPriority(Math.max(each.priority(), last + 1)))
                    .forEach(all::add));
    return model.withDeployments(all);
  }

  private Optional<Model> standIn(Model model, ProviderSettings provider) {
    String named = provider.fallbackModel();
    if (named != null) {
      return models.stream().filter(other -> other.name().equals(named)).findFirst();
    }
    List<Model> able =
        models.stream()
            .filter(other -> isServed(other) && isAble(other, model, provider.name()))
            .toList();
    return able.stream()
        .filter(other -> isSame(other, model, provider.name()))
        .findFirst()
        .or(() -> able.stream().findFirst());
  }

  private static boolean isServed(Model model) {
    return model.status() == ModelStatus.ACTIVE || model.status() == ModelStatus.UNPRICED;
  }

  private static boolean isAble(Model other, Model model, String provider) {
    return on(Set.of(provider), other).stream()
        .anyMatch(deployment -> deployment.can(model.capabilities()));
  }

  private static boolean isSame(Model other, Model model, String provider) {
    return on(Set.of(provider), other).stream()
        .anyMatch(
            deployment ->
                model.deployments().stream()
                    .anyMatch(own -> own.modelId().equals(deployment.modelId())));
  }
}
