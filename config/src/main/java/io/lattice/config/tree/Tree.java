package io.lattice.config.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a file, with its place. It never prints what it holds: that may be a secret. */
public sealed interface Tree {

  /** Where it was said. */
  Place place();

  /** Text, or nothing at all ({@code key:} without a value). Numbers and flags are text too. */
  record Scalar(Place place, @Nullable String text) implements Tree {

    @Override
    public String toString() {
      return "Scalar at " + place;
    }
  }

  /** A list. */
  record Sequence(Place place, List<Tree> items) implements Tree {

    /** Copies the items. */
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Keys and their values, in the order of the file. */
  record Mapping(Place place, Map<String, Tree> entries) implements Tree {

    /** Copies the entries. */
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** A mapping with nothing in it. */
    public static Mapping empty(Place place) {
      return new Mapping(place, Map.of());
    }

    /** The same with one key set to another value. */
    public Mapping with(String key, Tree value) {
      Map<String, Tree> changed = new LinkedHashMap<>(entries);
      changed.put(key, value);
      return new Mapping(place, changed);
    }

    /** The same without a key. */
    public Mapping without(String key) {
      Map<String, Tree> changed = new LinkedHashMap<>(entries);
      changed.remove(key);
      return new Mapping(place, changed);
    }

    /** The mapping under a key, an empty one if there is something else or nothing. */
    public Mapping mapping(String key) {
      return entries.get(key) instanceof Mapping found ? found : empty(place.key(key, null));
    }
  }
}
