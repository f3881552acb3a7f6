package io.lattice.node;

import io.lattice.core.dialect.Allowance;
import io.lattice.core.provider.Finding;
import io.lattice.core.provider.ModelsSeen;
import io.lattice.core.provider.ProviderCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a checkup of the providers has shown, for a terminal. Pure. */
final class CheckTable {
  private static final String NOTHING = "-";
  private static final String GAP = "  ";
  private static final List<String> HEAD =
      List.of("PROVIDER", "REGION", "CREDENTIAL", "REACHED", "LATENCY", "MODELS", "RATE LEFT");

  private CheckTable() {}

  /** The table, what there is to say of its rows, and whether an operator has something to do. */
  static String of(List<ProviderCheck> checks) {
    List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    checks.forEach(check -> rows.add(row(check)));
    List<String> notes = checks.stream().flatMap(check -> note(check).stream()).toList();
    return Stream.of(aligned(rows), notes, List.of(verdict(checks)))
        .filter(block -> !block.isEmpty())
        .map(block -> String.join("\n", block) + "\n")
        .collect(Collectors.joining("\n"));
  }

  private static List<String> row(ProviderCheck check) {
    String regions = orNothing(String.join(", ", check.regions()));
    if (check.finding() instanceof Finding.Reached reached) {
      return List.of(
          check.provider(),
          regions,
          check.credential(),
          "yes",
          reached.latencyMillis() + " ms",
          models(reached.models()),
          orNothing(
              reached.headroom().stream().map(CheckTable::left).collect(Collectors.joining(", "))));
    }
    return check.finding() instanceof Finding.Failed failed
        ? List.of(
            check.provider(),
            regions,
            check.credential(),
            "no",
            failed.latencyMillis() + " ms",
            NOTHING,
            NOTHING)
        : List.of(check.provider(), regions, NOTHING, "not asked", NOTHING, NOTHING, NOTHING);
  }

  private static String models(ModelsSeen models) {
    return models instanceof ModelsSeen.Listed listed
        ? "%d of %d"
            .formatted(listed.found().size(), listed.found().size() + listed.missing().size())
        : "not told";
  }

  private static String left(Allowance allowance) {
    String limit = allowance.limit() == null ? "" : " of " + allowance.limit();
    return "%d%s %s".formatted(allowance.remaining(), limit, allowance.of());
  }

  private static String orNothing(String text) {
    return text.isEmpty() ? NOTHING : text;
  }

  private static Optional<String> note(ProviderCheck check) {
    return sentence(check.finding()).map(said -> "%s: %s".formatted(name(check), said));
  }

  private static String name(ProviderCheck check) {
    return Stream.of(
            List.of(check.provider()),
            check.regions(),
            check.credential().equals(ProviderCheck.NONE)
                ? List.<String>of()
                : List.of(check.credential()))
        .flatMap(List::stream)
        .collect(Collectors.joining(" "));
  }

  private static Optional<String> sentence(Finding finding) {
    if (finding instanceof Finding.Failed failed) {
      return Optional.of(failed.problem());
    }
    if (finding instanceof Finding.NotAsked notAsked) {
      return Optional.of(notAsked.why());
    }
    ModelsSeen models = ((Finding.Reached) finding).models();
    if (models instanceof ModelsSeen.Untold untold) {
      return Optional.of(untold.why());
    }
    List<String> missing = ((ModelsSeen.Listed) models).missing();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "does not list %s: retired, not open to this credential, or misspelt in models.yaml"
                .formatted(String.join(", ", missing)));
  }

  private static String verdict(List<ProviderCheck> checks) {
    List<String> wrong =
        checks.stream()
            .filter(check -> !check.finding().isFine())
            .map(ProviderCheck::provider)
            .distinct()
            .toList();
    return wrong.isEmpty()
        ? "All that was asked is in order."
        : "Not in order: " + String.join(", ", wrong) + ".";
  }

  private static List<String> aligned(List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, HEAD.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> aligned(row, widths)).toList();
  }

  private static String aligned(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(column -> padded(row.get(column), widths[column]))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private static String padded(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }
}
