package io.lattice.node;

import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.text.NearestName;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which providers a node runs and which it leaves out, each in the order of the configuration.
 *
 * @param running are configured and wanted here
 * @param waiting would run if they were configured
 * @param absent are of a kind that this build has no verticle for
 */
record Roster(
    List<ProviderSettings> running, List<ProviderSettings> waiting, List<ProviderSettings> absent) {

  Roster {
    running = List.copyOf(running);
    waiting = List.copyOf(waiting);
    absent = List.copyOf(absent);
  }

  /**
   * Decides for a node.
   *
   * @param only the providers that an operator wants here; none named means all
   * @param known whether this build can run a provider of that kind
   * @throws IllegalArgumentException where a provider that is named cannot run, whatever is
   *     configured
   */
  static Roster of(LatticeConfig config, Set<String> only, Predicate<String> known) {
    only.forEach(name -> requireRunnable(config, name, known));
    List<ProviderSettings> wanted =
        config.providers().stream()
            .filter(provider -> only.isEmpty() || only.contains(provider.name()))
            .toList();
    Predicate<ProviderSettings> isKnown = provider -> known.test(provider.kind());
    return new Roster(
        those(wanted, isKnown.and(ProviderSettings::isConfigured)),
        those(wanted, isKnown.and(provider -> !provider.isConfigured())),
        those(wanted, isKnown.negate()));
  }

  /** The names of those that run. */
  Set<String> names() {
    return running.stream().map(ProviderSettings::name).collect(Collectors.toUnmodifiableSet());
  }

  private static List<ProviderSettings> those(
      List<ProviderSettings> all, Predicate<ProviderSettings> wanted) {
    return all.stream().filter(wanted).toList();
  }

  private static void requireRunnable(LatticeConfig config, String name, Predicate<String> known) {
    ProviderSettings provider = config.provider(name).orElseThrow(() -> unknown(config, name));
    if (!known.test(provider.kind())) {
      throw new IllegalArgumentException(
          "--only names '%s', a provider of the kind '%s', which this build cannot run."
              .formatted(name, provider.kind()));
    }
  }

  private static IllegalArgumentException unknown(LatticeConfig config, String name) {
    List<String> names = config.providers().stream().map(ProviderSettings::name).toList();
    String advice =
        NearestName.of(name, names)
            .map("did you mean '%s'?"::formatted)
            .orElseGet(() -> "there are " + String.join(", ", names) + ".");
    return new IllegalArgumentException(
        "--only names '%s', which is no provider; %s".formatted(name, advice));
  }
}
