package io.lattice.config.read;

import io.lattice.config.tree.Place;
import io.lattice.config.tree.Report;
import io.lattice.config.tree.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What variables say, as a layer that lies over the files. */
final class EnvironmentLayer {

  /** A folder with {@code lattice.yaml} and {@code models.yaml}. */
  static final String CONFIG_FOLDER = "LATTICE_CONFIG";

  /** Callers and their keys. */
  static final String API_KEYS = "LATTICE_API_KEYS";

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("LATTICE_HTTP_HOST", "bridge", "host", false),
          new Setting("LATTICE_HTTP_PORT", "bridge", "port", false),
          new Setting("LATTICE_REGION", "node", "region", false),
          new Setting("LATTICE_CLUSTER_PORT", "cluster", "port", false),
          new Setting("LATTICE_CLUSTER_MEMBERS", "cluster", "members", true));

  /** Every variable of ours. */
  static final List<String> KNOWN =
      Stream.concat(Stream.of(CONFIG_FOLDER, API_KEYS), SETTINGS.stream().map(Setting::variable))
          .toList();

  private EnvironmentLayer() {}

  /** Reports variables of ours that are mistaken or in the wrong place. */
  static void check(Variables variables, Report report) {
    variables.refuseSlips(KNOWN, report);
    variables
        .find(CONFIG_FOLDER)
        .filter(folder -> folder.place().file().equals(DotEnv.FILE))
        .ifPresent(
            folder ->
                report.problem(
                    folder.place(), "is read before this file; set it in the environment itself"));
  }

  /** Our own settings. */
  static Tree.Mapping settings(Variables variables) {
    Tree.Mapping layer = empty();
    for (Setting setting : SETTINGS) {
      Optional<Variable> variable = variables.find(setting.variable());
      if (variable.isPresent()) {
        Tree value = setting.isList() ? list(variable.get()) : variable.get().scalar();
        Tree.Mapping section = layer.mapping(setting.section()).with(setting.key(), value);
        layer = layer.with(setting.section(), section);
      }
    }
    return layer;
  }

  /** What the vendors' variables say about the providers below, by provider name. */
  static Tree.Mapping providers(Variables variables, Tree.Mapping below) {
    Tree.Mapping layer = empty();
    for (Map.Entry<String, Tree> entry : below.entries().entrySet()) {
      Tree.Mapping said = provider(entry.getKey(), entry.getValue(), variables);
      layer = said.entries().isEmpty() ? layer : layer.with(entry.getKey(), said);
    }
    return layer;
  }

  private static Tree.Mapping provider(String name, Tree below, Variables variables) {
    ProviderKind kind = kind(name, below);
    Tree.Mapping said = Tree.Mapping.empty(below.place());
    Optional<Variable> url = variables.first(kind.urls(name));
    if (url.isPresent()) {
      said = said.with("base_url", url.get().scalar());
    }
    Tree.Mapping options = Tree.Mapping.empty(below.place());
    for (ProviderOption option :
        name.equals(kind.word()) ? kind.options() : List.<ProviderOption>of()) {
      Optional<Variable> value = variables.first(option.variables());
      options = value.isPresent() ? options.with(option.key(), value.get().scalar()) : options;
    }
    return options.entries().isEmpty() ? said : said.with("options", options);
  }

  /** The kind of a provider: what it says, else its name where that is one, else the open kind. */
  static ProviderKind kind(String name, Tree said) {
    String word =
        said instanceof Tree.Mapping mapping
                && mapping.entries().get("kind") instanceof Tree.Scalar scalar
                && scalar.text() != null
            ? scalar.text()
            : name;
    return ProviderKind.of(word).orElseGet(ProviderKind::compatible);
  }

  private static Tree list(Variable variable) {
    return new Tree.Sequence(
        variable.place(),
        Arrays.stream(variable.value().split(","))
            .map(String::strip)
            .filter(member -> !member.isEmpty())
            .<Tree>map(member -> new Tree.Scalar(variable.place(), member))
            .toList());
  }

  /** A variable that stands for a key of a section; a list is separated by commas. */
  private record Setting(String variable, String section, String key, boolean isList) {}

  private static Tree.Mapping empty() {
    return Tree.Mapping.empty(new Place("environment", "", null));
  }
}
