package io.lattice.config.tree;

import java.util.LinkedHashMap;
import java.util.Map;

/** Lays what was said later over what was said before. */
public final class Overlay {

  private Overlay() {}

  /** Mappings are joined key by key; anything else above replaces what is below. */
  public static Tree of(Tree below, Tree above) {
    return below instanceof Tree.Mapping lower && above instanceof Tree.Mapping upper
        ? of(lower, upper)
        : above;
  }

  /** Joins two mappings; keys keep the order of the lower one. */
  public static Tree.Mapping of(Tree.Mapping below, Tree.Mapping above) {
    Map<String, Tree> joined = new LinkedHashMap<>(below.entries());
    above.entries().forEach((key, value) -> joined.merge(key, value, Overlay::of));
    return new Tree.Mapping(above.place(), joined);
  }
}
