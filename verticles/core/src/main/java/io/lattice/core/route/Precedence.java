package io.lattice.core.route;

import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Deployment;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which deployment comes before which. The model that was asked for comes before one that stands in
 * for it; then the lower priority number, except that a provider which stands in for others never
 * comes before them; then this node's own region; then every request has its own order.
 */
final class Precedence {

  /**
   * Where a provider's deployments come at the earliest.
   *
   * @param priority the latest of those that it stands in for
   * @param depth tells stand-ins of stand-ins from the others at the same priority
   */
  private record Floor(int priority, int depth) {}

  private final Map<String, Floor> floors = new HashMap<>();
  private final Question question;
  private final String model;

  /**
   * @param model the name of the model that was asked for
   * @param deployments all that will be compared
   */
  Precedence(String model, Collection<Deployment> deployments, Question question) {
    this.model = model;
    this.question = question;
    Map<String, Integer> latest = new HashMap<>();
    deployments.forEach(each -> latest.merge(each.provider(), each.priority(), Math::max));
    latest.keySet().forEach(provider -> floors.put(provider, floor(provider, latest)));
  }

  Comparator<Deployment> order() {
    String here = question.nodes().local().region();
    return Comparator.comparing((Deployment each) -> !each.model().equals(model))
        .thenComparing(each -> Math.max(each.priority(), floorOf(each).priority()))
        .thenComparing(each -> floorOf(each).depth())
        .thenComparing(each -> here == null || !here.equals(each.region()))
        .thenComparing(Spread.by(Deployment::id, question.spin()));
  }

  private Floor floorOf(Deployment deployment) {
    return floors.getOrDefault(deployment.provider(), new Floor(0, 0));
  }

  private Floor floor(String provider, Map<String, Integer> latest) {
    Set<String> before = standsInFor(provider, question.config());
    int priority = before.stream().mapToInt(name -> latest.getOrDefault(name, 0)).max().orElse(0);
    return new Floor(priority, before.size());
  }

  /** Directly or through others. Visits each provider once, so a cycle does no harm. */
  private static Set<String> standsInFor(String provider, LatticeConfig config) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(provider));
    while (!open.isEmpty()) {
      config.provider(open.pop()).map(ProviderSettings::fallbackFor).orElse(List.of()).stream()
          .filter(found::add)
          .forEach(open::push);
    }
    found.remove(provider);
    return found;
  }
}
