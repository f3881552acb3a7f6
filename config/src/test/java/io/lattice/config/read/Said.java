package io.lattice.config.read;

import io.lattice.config.ConfigProblems;
import io.lattice.config.LatticeConfig;
import io.lattice.config.Problem;
import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Deployment;
import io.lattice.config.model.Model;
import io.lattice.config.tree.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an operator says in a test, over the shipped files. */
final class Said {

  private final Shipped shipped;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private @Nullable String lattice;
  private @Nullable String models;
  private @Nullable String dotEnv;

  private Said(Shipped shipped) {
    this.shipped = shipped;
  }

  /** Nothing but what is shipped. */
  static Said nothing() {
    return new Said(Shipped.load());
  }

  /** With no shipped models, so that a test sees only its own. */
  static Said withoutShippedModels() {
    return new Said(new Shipped(Shipped.load().lattice(), ""));
  }

  Said lattice(String text) {
    lattice = text;
    return this;
  }

  Said models(String text) {
    models = text;
    return this;
  }

  Said dotEnv(String text) {
    dotEnv = text;
    return this;
  }

  Said environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  LatticeConfig config() {
    return parse(new Report());
  }

  LatticeConfig parse(Report report) {
    Sources sources = new Sources("config", lattice, models, dotEnv, environment);
    return ConfigParser.parse(shipped, sources, new SecretFiles(), report);
  }

  /** Every problem as it is printed; none when the configuration is good. */
  List<String> problems() {
    try {
      parse(new Report());
      return List.of();
    } catch (ConfigProblems refused) {
      return refused.problems().stream().map(Problem::toString).toList();
    }
  }

  ProviderSettings provider(String name) {
    return config().provider(name).orElseThrow();
  }

  Model model(String name) {
    return config().models().find(name).orElseThrow();
  }

  /** The ids of a model's deployments with their priorities. */
  List<String> deployments(String model) {
    return model(model).deployments().stream()
        .map((Deployment each) -> each.id() + " " + each.priority())
        .toList();
  }
}
