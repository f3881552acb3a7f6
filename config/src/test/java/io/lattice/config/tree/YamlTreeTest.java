package io.lattice.config.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class YamlTreeTest {

  private static final Problem TOO_LARGE =
      new Problem(
          "f",
          "",
          null,
          null,
          "is too large or too deep; an anchor may be used too often or by itself");

  private final Report report = new Report();

  @Test
  void knowsFilePathAndLineOfEveryValue() {
    Tree.Mapping tree = parse("a:\n  b:\n    - c: 1\n");

    assertThat(tree.mapping("a").entries().get("b"))
        .isInstanceOfSatisfying(
            Tree.Sequence.class,
            list ->
                assertThat(list.items())
                    .containsExactly(
                        new Tree.Mapping(
                            new Place("f", "a.b[0]", 3),
                            Map.of("c", new Tree.Scalar(new Place("f", "a.b[0].c", 3), "1")))));
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void takesWordsAsTheyAreWritten() {
    Tree.Mapping tree = parse("region: no\nversion: 2024-10-21\nempty:\nquoted: ''\n");

    assertThat(text(tree, "region")).isEqualTo("no");
    assertThat(text(tree, "version")).isEqualTo("2024-10-21");
    assertThat(text(tree, "empty")).isNull();
    assertThat(text(tree, "quoted")).isEmpty();
  }

  @Test
  void refusesAKeyThatIsSaidTwice() {
    parse("a: 1\nb: 2\na: 3\n");

    assertThat(report.problems())
        .containsExactly(
            new Problem("f", "a", 3, null, "is said twice, first in line 1; keep one"));
  }

  @Test
  void refusesWhatIsNotYaml() {
    parse("a: [1, 2\nb: 3\n");

    assertThat(report.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(2))
        .satisfies(problem -> assertThat(problem.message()).startsWith("is not YAML: "));
  }

  @Test
  void doesNotQuoteTheFileWhenItIsNotYaml() {
    parse("key: *sk-secret\n");

    assertThat(report.problems().toString()).contains("put quotes").doesNotContain("sk-secret");
  }

  @Test
  void refusesATopThatIsNotKeysAndValues() {
    parse("- a\n- b\n");

    assertThat(report.problems())
        .containsExactly(new Problem("f", "", null, null, "must hold keys and values at its top"));
  }

  @Test
  void takesAnEmptyFileForNothing() {
    assertThat(parse("").entries()).isEmpty();
    assertThat(parse("# only words\n").entries()).isEmpty();
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void refusesAnAnchorThatHoldsItself() {
    parse("a: &x\n  b: *x\n");

    assertThat(report.problems()).containsExactly(TOO_LARGE);
  }

  @Test
  void refusesAnchorsThatMultiply() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int level = 1; level < 8; level++) {
      text.append(
          "a%1$d: &a%1$d [*a%2$d, *a%2$d, *a%2$d, *a%2$d, *a%2$d, *a%2$d]\n"
              .formatted(level, level - 1));
    }

    parse(text.toString());

    assertThat(report.problems()).containsExactly(TOO_LARGE);
  }

  @Test
  void refusesACharacterThatYamlDoesNotAllow() {
    parse("a: \u0007\n");

    assertThat(report.problems())
        .extracting(Problem::message)
        .containsExactly("is not YAML: it holds a character that YAML does not allow");
  }

  private Tree.Mapping parse(String text) {
    return YamlTree.parse("f", text, report);
  }

  private static @Nullable String text(Tree.Mapping tree, String key) {
    return tree.entries().get(key) instanceof Tree.Scalar scalar ? scalar.text() : "not a scalar";
  }
}
