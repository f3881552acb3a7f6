package io.lattice.config.tree;

import io.lattice.config.ConfigProblems;
import io.lattice.config.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects every problem of one reading, and which keys were asked for. Used by one thread. */
public final class Report {

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::file)
          .thenComparing(Problem::line, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> keys = new LinkedHashSet<>();

  /** Notes a problem with a value that may be shown. */
  public void problem(Place place, @Nullable String value, String message) {
    problems.add(new Problem(place.file(), place.path(), place.line(), value, message));
  }

  /** Notes a problem without showing any value. */
  public void problem(Place place, String message) {
    problem(place, null, message);
  }

  /** The problems so far. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** The names of all keys that were asked for so far. */
  public Set<String> keys() {
    return Set.copyOf(keys);
  }

  /**
   * Ends the reading: fails if there was any problem, with all of them in the order of the files.
   */
  public void failOnProblems() {
    if (!problems.isEmpty()) {
      throw new ConfigProblems(problems.stream().sorted(BY_PLACE).toList());
    }
  }

  void asked(String key) {
    keys.add(key);
  }
}
