package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.Problem;
import io.lattice.config.tree.Report;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DotEnvTest {

  private final Report report = new Report();

  @Test
  void readsNamesAndValuesAsShellsWriteThem() {
    Map<String, String> values =
        parse(
            """
            # a comment
            PLAIN=one
            export EXPORTED = two

            DOUBLE="three # not a comment" # a comment
            SINGLE='four'
            COMMENTED=five # a comment
            HASH=six#seven
            EQUALS=eight=nine
            NOTHING=
            """);

    assertThat(values)
        .isEqualTo(
            Map.of(
                "PLAIN", "one",
                "EXPORTED", "two",
                "DOUBLE", "three # not a comment",
                "SINGLE", "four",
                "COMMENTED", "five",
                "HASH", "six#seven",
                "EQUALS", "eight=nine",
                "NOTHING", ""));
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void refusesALineThatIsNoneWithoutShowingIt() {
    parse("sk-secret\nA=1\nA=2\n");

    assertThat(report.problems())
        .extracting(Problem::toString)
        .containsExactly(
            ".env:1: is not NAME=value; write one, or # before it",
            ".env:3: A is set twice, first in line 2; keep one");
  }

  private Map<String, String> parse(String text) {
    return DotEnv.parse(text, report).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().value()));
  }
}
