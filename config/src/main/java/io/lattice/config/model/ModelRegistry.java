package io.lattice.config.model;

import io.lattice.config.text.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The immutable index from names to models.
 *
 * @param models every model, retired ones included, in the order of the file
 * @param byName every name and alias
 */
public record ModelRegistry(List<Model> models, Map<String, Model> byName) {

  /** Knows nothing. */
  public static final ModelRegistry EMPTY = of(List.of());

  /** Copies the collections. */
  public ModelRegistry {
    models = List.copyOf(models);
    byName = Map.copyOf(byName);
  }

  /** Indexes models by name and alias, each of which may be used once. */
  public static ModelRegistry of(List<Model> models) {
    Map<String, Model> byName = new LinkedHashMap<>();
    for (Model model : models) {
      add(byName, model.name(), model);
      model.aliases().forEach(alias -> add(byName, alias, model));
    }
    return new ModelRegistry(models, byName);
  }

  /** The model of that name or alias, retired or not. */
  public Optional<Model> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The name or alias somebody probably meant. */
  public Optional<String> nearest(String name) {
    return NearestName.of(name, byName.keySet());
  }

  private static void add(Map<String, Model> byName, String name, Model model) {
    Model other = byName.putIfAbsent(name, model);
    if (other != null) {
      throw new IllegalArgumentException(
          "'" + name + "' names both '" + other.name() + "' and '" + model.name() + "'");
    }
  }
}
