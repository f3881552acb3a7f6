package io.lattice.config.read;

import io.lattice.config.BridgeSettings;
import io.lattice.config.CallerKey;
import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Model;
import io.lattice.config.model.ModelRegistry;
import io.lattice.config.tree.Form;
import io.lattice.config.tree.Place;
import io.lattice.config.tree.Report;
import io.lattice.config.tree.Section;
import io.lattice.config.tree.Tree;
import io.lattice.config.tree.YamlTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes one configuration of everything that was said. Apart from secret files it reads nothing.
 */
final class ConfigParser {

  private final Shipped shipped;
  private final Sources sources;
  private final Report report;
  private final Variables variables;
  private final Secrets secrets;

  private ConfigParser(Shipped shipped, Sources sources, SecretFiles files, Report report) {
    this.shipped = shipped;
    this.sources = sources;
    this.report = report;
    String dotEnv = sources.dotEnv();
    this.variables =
        Variables.of(
            dotEnv == null ? Map.of() : DotEnv.parse(dotEnv, report), sources.environment());
    this.secrets = new Secrets(variables, files, report);
  }

  /** The configuration, or {@link io.lattice.config.ConfigProblems}. */
  static LatticeConfig parse(Shipped shipped, Sources sources, SecretFiles files, Report report) {
    LatticeConfig config = new ConfigParser(shipped, sources, files, report).config();
    report.failOnProblems();
    return config;
  }

  private LatticeConfig config() {
    EnvironmentLayer.check(variables, report);
    Tree.Mapping latticeTree = latticeTree();
    Section lattice = new Section(latticeTree, report);
    Section orchestrator = lattice.section("orchestrator");
    boolean usesShipped = orchestrator.read("shipped_models", Form.FLAG, true);
    Map<String, Section> providerSections = orchestrator.section("providers").named();
    orchestrator.refuseUnknown();
    List<ProviderSettings> providers = providers(providerSections);

    Tree.Mapping modelsTree = modelsTree(usesShipped);
    Map<String, Section> modelSections = new Section(modelsTree, report).named();
    Map<String, Model> models = ModelsReader.read(modelSections, providers);
    new ModelNames(models, modelSections).check();
    Fallbacks.check(providers, providerSections, models);

    Section bridgeSection = lattice.section("bridge");
    BridgeSettings bridge = SettingsSections.bridge(bridgeSection);
    List<CallerKey> callers = Callers.read(lattice, variables, secrets, report);
    LatticeConfig config =
        new LatticeConfig(
            SettingsSections.node(lattice.section("node")),
            SettingsSections.cluster(lattice.section("cluster")),
            bridge,
            SettingsSections.timeouts(lattice.section("timeouts")),
            SettingsSections.retry(lattice.section("retry")),
            SettingsSections.circuit(lattice.section("circuit")),
            SettingsSections.stream(lattice.section("stream")),
            SettingsSections.shutdown(lattice.section("shutdown")),
            SettingsSections.upstream(lattice.section("upstream")),
            providers,
            report.problems().isEmpty()
                ? ModelRegistry.of(StandIns.add(models, providers))
                : ModelRegistry.EMPTY,
            callers,
            Version.of(latticeTree, modelsTree, providers, callers));
    lattice.refuseUnknown();
    Callers.checkDoor(bridge, callers, bridgeSection, report);
    return config;
  }

  private List<ProviderSettings> providers(Map<String, Section> sections) {
    return sections.entrySet().stream()
        .flatMap(entry -> ProviderReader.read(entry.getKey(), entry.getValue(), secrets).stream())
        .toList();
  }

  private Tree.Mapping latticeTree() {
    Tree.Mapping files =
        Layers.settings(
            lattice("shipped " + Sources.LATTICE, shipped.lattice()),
            lattice(
                sources.name(Sources.LATTICE),
                unlessShipped(sources.lattice(), shipped.lattice())));
    Tree.Mapping own = Layers.settings(files, EnvironmentLayer.settings(variables));
    Tree.Mapping below = Layers.providers(own);
    return Layers.withProviders(
        own, Layers.providers(below, EnvironmentLayer.providers(variables, below)));
  }

  private Tree.Mapping lattice(String file, @Nullable String text) {
    return Layers.providersByName(yaml(file, text), report);
  }

  private Tree.Mapping modelsTree(boolean usesShipped) {
    Tree.Mapping below = yaml("shipped " + Sources.MODELS, usesShipped ? shipped.models() : null);
    String above =
        usesShipped ? unlessShipped(sources.models(), shipped.models()) : sources.models();
    return Layers.models(below, yaml(sources.name(Sources.MODELS), above));
  }

  /** A file that is the shipped one needs not be read twice. */
  private static @Nullable String unlessShipped(@Nullable String text, String shipped) {
    return shipped.equals(text) ? null : text;
  }

  private Tree.Mapping yaml(String file, @Nullable String text) {
    return text == null
        ? new Tree.Mapping(new Place(file, "", null), new LinkedHashMap<>())
        : YamlTree.parse(file, text, report);
  }
}
