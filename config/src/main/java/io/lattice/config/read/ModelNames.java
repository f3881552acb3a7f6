package io.lattice.config.read;

import io.lattice.config.model.Model;
import io.lattice.config.text.NearestName;
import io.lattice.config.tree.Section;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks what models say about each other: aliases and replacements. */
record ModelNames(Map<String, Model> models, Map<String, Section> sections) {

  /** Reports every name that is used twice or leads nowhere. */
  void check() {
    Map<String, Model> byName = new LinkedHashMap<>(models);
    models.values().forEach(model -> model.aliases().forEach(alias -> alias(byName, alias, model)));
    models.values().forEach(model -> replacement(byName, model));
  }

  private void alias(Map<String, Model> byName, String alias, Model model) {
    Model other = byName.putIfAbsent(alias, model);
    if (other != null) {
      problem(model, "aliases", alias, "already names '" + other.name() + "'; choose another");
    }
  }

  private void replacement(Map<String, Model> byName, Model model) {
    String name = model.replacement();
    if (name == null) {
      return;
    }
    Model replacement = byName.get(name);
    if (replacement == null) {
      String remedy =
          NearestName.of(name, byName.keySet())
              .map(near -> "did you mean '" + near + "'?")
              .orElse("name a model of models.yaml, or leave it out");
      problem(model, "replacement", name, "is not a model; " + remedy);
    } else if (replacement.name().equals(model.name())) {
      problem(model, "replacement", name, "is the model itself; name another");
    } else if (replacement.isRetired()) {
      problem(model, "replacement", name, "is retired itself; name a model that is served");
    }
  }

  private void problem(Model model, String key, String value, String message) {
    Section section = sections.get(model.name());
    if (section != null) {
      section.problem(key, value, message);
    }
  }
}
