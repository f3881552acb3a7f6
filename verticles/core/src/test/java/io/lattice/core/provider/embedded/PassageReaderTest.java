package io.lattice.core.provider.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassageReaderTest {

  @Test
  void cutsADocumentAtItsHeadings() {
    // given
    var markdown =
        """
        before the first heading

        # Failover

        What it is.

        ## Retry-After & `429`

        First paragraph.

        Second paragraph.
        """;

    // when
    List<Passage> passages = PassageReader.read("failover.md", markdown);

    // then
    assertThat(passages)
        .containsExactly(
            new Passage("failover.md", "Failover", "Failover", "failover", "What it is."),
            new Passage(
                "failover.md",
                "Failover",
                "Retry-After & 429",
                "retry-after--429",
                "First paragraph.\n\nSecond paragraph."));
    assertThat(passages.get(1).source()).isEqualTo("docs/failover.md#retry-after--429");
  }

  @Test
  void leavesOutHeadingsThatHaveNoTextOfTheirOwn() {
    // when
    List<Passage> passages = PassageReader.read("a.md", "# Title\n\n## Empty\n\n## Full\ntext\n");

    // then
    assertThat(passages).extracting(Passage::heading).containsExactly("Full");
    assertThat(passages).extracting(Passage::title).containsExactly("Title");
  }

  @Test
  void keepsCodeBlocksWhole() {
    // given
    var code =
        """
        ````bash
        # a comment, not a heading
        ```
        # still inside: the fence is longer
        ```` not the end either
        ````""";

    // when
    List<Passage> passages = PassageReader.read("a.md", "# A\n" + code + "\n## B\nb\n");

    // then
    assertThat(passages).extracting(Passage::text).containsExactly(code, "b");
  }

  @Test
  void readsACodeBlockThatNobodyClosedToTheEnd() {
    // when
    List<Passage> passages = PassageReader.read("a.md", "# A\n~~~\n# b\n```\n# c");

    // then
    assertThat(passages).extracting(Passage::text).containsExactly("~~~\n# b\n```\n# c");
  }

  @Test
  void numbersAnchorsThatAppearTwice() {
    // when
    List<Passage> passages = PassageReader.read("a.md", "# A\na\n## Why\nb\n## Why\nc\n");

    // then
    assertThat(passages).extracting(Passage::anchor).containsExactly("a", "why", "why-1");
  }

  @Test
  void readsAnyLineEnding() {
    // when
    List<Passage> passages = PassageReader.read("a.md", "# A\r\none\r\ntwo\r\n## B ##\r\nb");

    // then
    assertThat(passages).extracting(Passage::text).containsExactly("one\ntwo", "b");
    assertThat(passages).extracting(Passage::heading).containsExactly("A", "B");
  }

  @Test
  void hasNothingToSayAboutAnEmptyDocument() {
    // when
    List<Passage> passages = PassageReader.read("a.md", "");

    // then
    assertThat(passages).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "models.yaml: one model, modelsyaml-one-model",
    "lattice.chat, latticechat",
    "snake_case stays, snake_case-stays",
    "Größe über alles, größe-über-alles",
    "Errors of the provider (upstream), errors-of-the-provider-upstream"
  })
  void namesAnchorsAsGitHubDoes(String heading, String anchor) {
    // when
    String named = PassageReader.anchorOf(heading);

    // then
    assertThat(named).isEqualTo(anchor);
  }
}
