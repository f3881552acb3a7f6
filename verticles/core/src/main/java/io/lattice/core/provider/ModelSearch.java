package io.lattice.core.provider;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What is still looked for in a provider's lists, and what was found. Pure.
 *
 * @param found in the words of the registry
 * @param open not seen yet
 */
record ModelSearch(Set<String> found, Set<String> open) {
  /** What may stand behind a name that is meant without: a day, or Ollama's tag. */
  private static final Pattern SAME = Pattern.compile("-\\d{8}|-\\d{4}-\\d\\d-\\d\\d|:latest");

  static ModelSearch of(Set<String> wanted) {
    return new ModelSearch(Set.of(), wanted);
  }

  /** After a page with these ids. */
  ModelSearch in(Collection<String> listed) {
    Set<String> nowFound = new TreeSet<>(found);
    Set<String> stillOpen = new TreeSet<>();
    Set<String> exactly = Set.copyOf(listed);
    for (String model : open) {
      boolean isListed =
          exactly.contains(model) || listed.stream().anyMatch(each -> means(model, each));
      (isListed ? nowFound : stillOpen).add(model);
    }
    return new ModelSearch(nowFound, stillOpen);
  }

  boolean isOver() {
    return open.isEmpty();
  }

  ModelsSeen result() {
    return new ModelsSeen.Listed(found, open);
  }

  private static boolean means(String model, String listed) {
    return listed.startsWith(model) && SAME.matcher(listed.substring(model.length())).matches();
  }
}
