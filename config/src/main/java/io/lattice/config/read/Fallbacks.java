package io.lattice.config.read;

import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Model;
import io.lattice.config.text.NearestName;
import io.lattice.config.tree.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks who stands in for whom: known providers, known models, and no circle. */
final class Fallbacks {

  private static final String FALLBACK_FOR = "fallback_for";

  private final Map<String, ProviderSettings> providers = new LinkedHashMap<>();
  private final Map<String, Section> sections;

  private Fallbacks(List<ProviderSettings> providers, Map<String, Section> sections) {
    providers.forEach(provider -> this.providers.put(provider.name(), provider));
    this.sections = sections;
  }

  /** Reports every fallback that cannot be. */
  static void check(
      List<ProviderSettings> providers, Map<String, Section> sections, Map<String, Model> models) {
    Fallbacks fallbacks = new Fallbacks(providers, sections);
    for (ProviderSettings provider : providers) {
      fallbacks.checkTargets(provider);
      fallbacks.checkCircle(provider);
      fallbacks.checkModel(provider, models);
    }
  }

  private void checkTargets(ProviderSettings provider) {
    for (String target : provider.fallbackFor()) {
      if (!providers.containsKey(target)) {
        String remedy =
            NearestName.of(target, providers.keySet())
                .map(near -> "did you mean '" + near + "'?")
                .orElse("known are " + String.join(", ", providers.keySet()));
        problem(provider, FALLBACK_FOR, target, "is not a provider; " + remedy);
      }
    }
  }

  /** A circle is reported once, at the member that comes first in the file. */
  private void checkCircle(ProviderSettings provider) {
    List<String> circle = circle(provider.name(), List.of(provider.name()));
    List<String> order = List.copyOf(providers.keySet());
    int first = order.indexOf(provider.name());
    if (!circle.isEmpty() && circle.stream().allMatch(name -> order.indexOf(name) >= first)) {
      problem(
          provider,
          FALLBACK_FOR,
          String.join(" -> ", circle),
          "goes in a circle; take one of them out");
    }
  }

  /** The shortest way found back to the first name of a path, empty when there is none. */
  private List<String> circle(String start, List<String> path) {
    ProviderSettings last = providers.get(path.get(path.size() - 1));
    for (String target : last == null ? List.<String>of() : last.fallbackFor()) {
      List<String> longer = new ArrayList<>(path);
      longer.add(target);
      if (target.equals(start)) {
        return longer;
      }
      List<String> found = path.contains(target) ? List.of() : circle(start, longer);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private void checkModel(ProviderSettings provider, Map<String, Model> models) {
    String name = provider.fallbackModel();
    if (name == null) {
      return;
    }
    Model model = models.get(name);
    if (model == null) {
      String remedy =
          NearestName.of(name, models.keySet())
              .map(near -> "did you mean '" + near + "'?")
              .orElse("name a model of models.yaml");
      problem(provider, "fallback_model", name, "is not a model; " + remedy);
    } else if (StandIns.on(Set.of(provider.name()), model).isEmpty()) {
      problem(provider, "fallback_model", name, "does not run on '" + provider.name() + "'");
    }
    if (provider.fallbackFor().isEmpty()) {
      problem(provider, "fallback_model", name, "needs fallback_for, which says for whom");
    }
  }

  private void problem(ProviderSettings provider, String key, String value, String message) {
    Section section = sections.get(provider.name());
    if (section != null) {
      section.problem(key, value, message);
    }
  }
}
