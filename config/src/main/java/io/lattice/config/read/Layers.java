package io.lattice.config.read;

import io.lattice.config.tree.Overlay;
import io.lattice.config.tree.Report;
import io.lattice.config.tree.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lays files over each other: settings key by key, providers and models by name. */
final class Layers {

  private static final String ORCHESTRATOR = "orchestrator";
  private static final String PROVIDERS = "providers";
  private static final String PRICING = "pricing";
  private static final String REPLACEMENT = "replacement";

  private Layers() {}

  /** Turns the list of providers of a {@code lattice.yaml} into a mapping by name. */
  static Tree.Mapping providersByName(Tree.Mapping file, Report report) {
    Tree.Mapping orchestrator = file.mapping(ORCHESTRATOR);
    if (!(orchestrator.entries().get(PROVIDERS) instanceof Tree.Sequence list)) {
      return file;
    }
    Map<String, Tree> byName = new LinkedHashMap<>();
    for (Tree item : list.items()) {
      if (item instanceof Tree.Mapping entry
          && entry.entries().get("name") instanceof Tree.Scalar name
          && name.text() != null) {
        if (byName.putIfAbsent(name.text(), item) != null) {
          report.problem(name.place(), name.text(), "is in the list twice; keep one");
        }
      } else {
        report.problem(item.place(), "must hold keys and values, a name among them");
      }
    }
    return withProviders(file, new Tree.Mapping(list.place(), byName));
  }

  /** One {@code lattice.yaml} over another, both with their providers by name. */
  static Tree.Mapping settings(Tree.Mapping below, Tree.Mapping above) {
    Tree.Mapping providers = providers(providers(below), providers(above));
    return withProviders(Overlay.of(below, above), providers);
  }

  /**
   * One set of providers over another. A base URL takes the endpoints below it away: whoever moves
   * a provider does not mean its regions to stay where they were.
   */
  static Tree.Mapping providers(Tree.Mapping below, Tree.Mapping above) {
    Tree.Mapping lower = below;
    for (Map.Entry<String, Tree> entry : above.entries().entrySet()) {
      if (entry.getValue() instanceof Tree.Mapping upper
          && upper.entries().containsKey("base_url")
          && lower.entries().containsKey(entry.getKey())) {
        lower = lower.with(entry.getKey(), lower.mapping(entry.getKey()).without("endpoints"));
      }
    }
    return Overlay.of(lower, above);
  }

  /**
   * One {@code models.yaml} over another. An entry that says where it runs replaces the one below,
   * any other amends it, and an empty one takes it away.
   */
  static Tree.Mapping models(Tree.Mapping below, Tree.Mapping above) {
    Map<String, Tree> joined = new LinkedHashMap<>(below.entries());
    above.entries().forEach((name, entry) -> joined.merge(name, entry, Layers::model));
    joined.values().removeIf(Layers::isNothing);
    joined.replaceAll((name, entry) -> withoutTaken(entry, above));
    return new Tree.Mapping(above.place(), joined);
  }

  /** A retired model of the file below may point at one that the file above takes away. */
  private static Tree withoutTaken(Tree entry, Tree.Mapping above) {
    return entry instanceof Tree.Mapping model
            && model.entries().get(REPLACEMENT) instanceof Tree.Scalar replacement
            && isNothing(above.entries().get(replacement.text()))
        ? model.without(REPLACEMENT)
        : entry;
  }

  private static boolean isNothing(@Nullable Tree entry) {
    return entry instanceof Tree.Scalar scalar && scalar.text() == null;
  }

  /** A price is never made of two files: a band of the one would not fit the other. */
  private static Tree model(Tree below, Tree above) {
    boolean isWhole =
        above instanceof Tree.Mapping entry
            && (entry.entries().containsKey("provider")
                || entry.entries().containsKey("deployments"));
    boolean pricesAnew =
        above instanceof Tree.Mapping entry && entry.entries().containsKey(PRICING);
    Tree kept = pricesAnew && below instanceof Tree.Mapping old ? old.without(PRICING) : below;
    return isWhole ? above : Overlay.of(kept, above);
  }

  /** The providers by name. */
  static Tree.Mapping providers(Tree.Mapping file) {
    return file.mapping(ORCHESTRATOR).mapping(PROVIDERS);
  }

  /** The file with other providers. */
  static Tree.Mapping withProviders(Tree.Mapping file, Tree.Mapping providers) {
    return file.with(ORCHESTRATOR, file.mapping(ORCHESTRATOR).with(PROVIDERS, providers));
  }
}
