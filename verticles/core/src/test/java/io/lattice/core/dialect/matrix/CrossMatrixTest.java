package io.lattice.core.dialect.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Every face before every provider. The table says of each question and each answer whether it
 * comes through, and if not, what the caller is told; it is written to {@code
 * target/cross-matrix.md}, and a change of it shows in the copy that is kept beside the tests.
 */
class CrossMatrixTest {

  @Test
  void nothingIsLostInSilenceAndTheTableIsTheOneThatIsKept() throws IOException {
    String table = table();

    Files.writeString(Files.createDirectories(Path.of("target")).resolve("cross-matrix.md"), table);

    assertThat(table.lines().filter(line -> line.contains(Verdict.LOST))).isEmpty();
    assertThat(table).isEqualTo(kept());
  }

  private static String table() {
    StringBuilder table = new StringBuilder("# Every face before every provider\n");
    for (Question question : Question.values()) {
      add(table, "Asked: " + words(question), way -> way.ask(question.request()));
    }
    for (Said said : Said.values()) {
      if (said.isWhole()) {
        add(table, "Answered at once: " + words(said), answering(said, false));
      }
      add(table, "Streamed: " + words(said), answering(said, true));
    }
    for (Said said : List.of(Said.REASONING, Said.REASONING_BEFORE_A_CALL, Said.SIGNED_CALL)) {
      add(table, "Comes back to who signed it: " + words(said), returning(said));
    }
    return table.toString();
  }

  private static Function<Crossing, String> answering(Said said, boolean streamed) {
    return way ->
        said.isSaidBy(way.provider().dialect().name()) ? way.answer(said, streamed) : Verdict.SAME;
  }

  private static Function<Crossing, String> returning(Said said) {
    return way -> said.isSaidBy(way.provider().dialect().name()) ? way.back(said) : Verdict.SAME;
  }

  /** Pairs of which the same is to say stand in one line. */
  private static void add(StringBuilder table, String title, Function<Crossing, String> verdict) {
    table.append("\n## ").append(title).append("\n\n");
    for (Spoken face : Spoken.FACES) {
      Map<String, List<String>> providers = new LinkedHashMap<>();
      for (Spoken provider : Spoken.PROVIDERS) {
        providers
            .computeIfAbsent(verdict.apply(new Crossing(face, provider)), key -> new ArrayList<>())
            .add(provider.name());
      }
      providers.forEach(
          (word, names) ->
              table.append("- %s to %s: %s\n".formatted(face, String.join(", ", names), word)));
    }
  }

  private static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String kept() throws IOException {
    try (InputStream kept =
        CrossMatrixTest.class.getResourceAsStream("/dialect/matrix/cross-matrix.md")) {
      return new String(
          Objects.requireNonNull(kept, "the table that is kept").readAllBytes(),
          StandardCharsets.UTF_8);
    }
  }
}
