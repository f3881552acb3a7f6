package io.lattice.core.provider.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuideIndexTest {
  private static final GuideIndex INDEX =
      GuideIndex.of(
          List.of(
              passage("Ports", "The bridge listens on 8080."),
              passage("Keys", "Set OPENAI_API_KEY, or `x-lattice-key`, before the start."),
              passage("Circuits", "A circuit opens when calls fail; keys do not matter.")));

  @Test
  void ranksAWordInAHeadingAboveOneInTheText() {
    // when
    List<RankedPassage> found = INDEX.find("keys", 5);

    // then
    assertThat(headings(found)).containsExactly("Keys", "Circuits");
    assertThat(found.get(0).score()).isGreaterThan(found.get(1).score());
  }

  @Test
  void findsTheWordsInsideANameAndOtherFormsOfAWord() {
    // when
    List<RankedPassage> variable = INDEX.find("api key openai?", 1);
    List<RankedPassage> header = INDEX.find("X-LATTICE-KEY", 1);
    List<RankedPassage> form = INDEX.find("failing circuit", 1);

    // then
    assertThat(headings(variable)).containsExactly("Keys");
    assertThat(headings(header)).containsExactly("Keys");
    assertThat(headings(form)).containsExactly("Circuits");
  }

  @Test
  void givesAtMostAsManyAsAskedFor() {
    // when
    List<RankedPassage> found = INDEX.find("keys", 1);

    // then
    assertThat(found).hasSize(1);
  }

  @Test
  void findsNothingForWordsThatAreNotThere() {
    // when
    List<RankedPassage> found = INDEX.find("capital of France", 3);

    // then
    assertThat(found).isEmpty();
  }

  @Test
  void findsNothingByOneWordOfManyInCommon() {
    // when
    List<RankedPassage> found = INDEX.find("paint the bridge at dawn in oil colours", 3);

    // then
    assertThat(found).isEmpty();
  }

  @Test
  void cannotLookUpGreetingsOrNothing() {
    // when
    List<Boolean> answers =
        Stream.of("", "  \n", "Hello!", "hi, how are you?", "?!*").map(INDEX::canLookUp).toList();

    // then
    assertThat(answers).containsOnly(false);
    assertThat(INDEX.find("Hello!", 3)).isEmpty();
  }

  @Test
  void ranksAlikeHoweverOftenItIsBuilt() {
    // given
    List<Passage> passages = GuideDocuments.passages();

    // when
    List<RankedPassage> once = GuideIndex.of(passages).find("provider timeout error", 10);
    List<RankedPassage> again = GuideIndex.of(passages).find("provider timeout error", 10);

    // then
    assertThat(once).hasSizeGreaterThan(3).isEqualTo(again);
  }

  @Test
  void keepsTheOrderOfTheDocumentationAmongEquals() {
    // given
    var index = GuideIndex.of(List.of(passage("B", "same"), passage("A", "same")));

    // when
    List<RankedPassage> found = index.find("same", 2);

    // then
    assertThat(headings(found)).containsExactly("B", "A");
  }

  @Test
  void canBeEmpty() {
    // when
    List<RankedPassage> found = GuideIndex.of(List.of()).find("keys", 3);

    // then
    assertThat(found).isEmpty();
  }

  private static Passage passage(String heading, String text) {
    return new Passage("a.md", "Title", heading, PassageReader.anchorOf(heading), text);
  }

  private static List<String> headings(List<RankedPassage> found) {
    return found.stream().map(ranked -> ranked.passage().heading()).toList();
  }
}
