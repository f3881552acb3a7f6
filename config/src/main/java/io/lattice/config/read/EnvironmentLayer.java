package io.lattice.config.read;

import io.lattice.config.tree.Place;
import io.lattice.config.tree.Report;
import io.lattice.config.tree.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What variables say, as a layer that lies over the files. */
final class EnvironmentLayer {

  /** A folder with {@code lattice.yaml} and {@code models.yaml}. */
  static final String CONFIG_FOLDER = "LATTICE_CONFIG";

  /** Callers and their keys. */
  static final String API_KEYS = "LATTICE_API_KEYS";

  private static final String MEMBERS = "LATTICE_CLUSTER_MEMBERS";

  private static final Map<String, List<String>> SETTINGS =
      Map.of(
          "LATTICE_HTTP_HOST",
          List.of("bridge", "host"),
          "LATTICE_HTTP_PORT",
          List.of("bridge", "port"),
          "LATTICE_REGION",
          List.of("node", "region"),
          "LATTICE_CLUSTER_PORT",
          List.of("cluster", "port"),
          MEMBERS,
          List.of("cluster", "members"));

  /** Every variable of ours. */
  static final List<String> KNOWN =
      List.of(
          CONFIG_FOLDER,
          API_KEYS,
          MEMBERS,
          "LATTICE_HTTP_HOST",
          "LATTICE_HTTP_PORT",
          "LATTICE_REGION",
          "LATTICE_CLUSTER_PORT");

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
    Tree.Mapping[] layer = {empty()};
    SETTINGS.forEach(
        (name, path) ->
            variables
                .find(name)
                .ifPresent(
                    variable -> {
                      Tree value = name.equals(MEMBERS) ? list(variable) : variable.scalar();
                      Tree.Mapping section = layer[0].mapping(path.get(0)).with(path.get(1), value);
                      layer[0] = layer[0].with(path.get(0), section);
                    }));
    return layer[0];
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
    return ProviderKind.of(word).orElseGet(ProviderKind::open);
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

  private static Tree.Mapping empty() {
    return Tree.Mapping.empty(new Place("environment", "", null));
  }
}
