package io.lattice.config.read;

import io.lattice.config.text.NearestName;
import io.lattice.config.tree.Place;
import io.lattice.config.tree.Report;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment laid over {@code .env}. A variable that is set to nothing counts as not set.
 *
 * @param byName what is set
 */
record Variables(Map<String, Variable> byName) {

  private static final String OURS = "LATTICE_";
  private static final int MOST_EDITS = 2;

  /** Copies the map. */
  Variables {
    byName = Map.copyOf(byName);
  }

  static Variables of(Map<String, Variable> dotEnv, Map<String, String> environment) {
    Map<String, Variable> all = new LinkedHashMap<>(dotEnv);
    environment.forEach(
        (name, value) ->
            all.put(name, new Variable(new Place("environment", name, null), value.strip())));
    all.values().removeIf(variable -> variable.value().isBlank());
    return new Variables(all);
  }

  Optional<Variable> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The first of some names that is set. */
  Optional<Variable> first(List<String> names) {
    return names.stream().flatMap(name -> find(name).stream()).findFirst();
  }

  /**
   * Refuses variables of ours that are a slip away from a known one. Others pass: Kubernetes sets
   * {@code LATTICE_PORT} and the like for a service called lattice.
   */
  void refuseSlips(List<String> known, Report report) {
    byName.values().stream()
        .map(Variable::place)
        .filter(place -> place.path().startsWith(OURS) && !known.contains(place.path()))
        .sorted(Comparator.comparing(Place::path))
        .forEach(place -> refuseSlip(place, known, report));
  }

  private static void refuseSlip(Place place, List<String> known, Report report) {
    NearestName.of(place.path(), known)
        .filter(near -> NearestName.edits(place.path(), near) <= MOST_EDITS)
        .ifPresent(
            near -> report.problem(place, "is not a known variable; did you mean " + near + "?"));
  }
}
