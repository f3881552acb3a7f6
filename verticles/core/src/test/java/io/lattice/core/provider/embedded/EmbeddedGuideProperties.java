package io.lattice.core.provider.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ChatRequest;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class EmbeddedGuideProperties {
  private static final EmbeddedGuide GUIDE = EmbeddedGuide.load();
  private static final List<String> OPERATORS =
      List.of(
          "AND",
          "OR",
          "NOT",
          "+",
          "-",
          "&&",
          "||",
          "!",
          "(",
          ")",
          "{",
          "}",
          "[",
          "]",
          "^",
          "\"",
          "~",
          "*",
          "?",
          ":",
          "\\",
          "/",
          "TO",
          "field:",
          "stream",
          "provider",
          "timeout~2",
          "\u0000");

  @Property(tries = 500)
  void answersAnyQuestionWithOneEnd(@ForAll String question) {
    // when
    List<ChatEvent> events = GUIDE.answer(ChatRequest.of("lattice-guide", question), "id", 0);

    // then
    assertThat(events.get(events.size() - 1)).isEqualTo(new ChatEvent.MessageEnded());
    assertThat(events).filteredOn(ChatEvent.Terminal.class::isInstance).hasSize(1);
  }

  @Property(tries = 500)
  void readsNoQuerySyntaxIntoAQuestion(@ForAll("syntax") String question) {
    // when
    List<ChatEvent> events = GUIDE.answer(ChatRequest.of("lattice-guide", question), "id", 0);

    // then
    assertThat(text(events)).isEqualTo(GUIDE.answerTo(question).text());
  }

  @Property
  void splitsTextIntoPiecesThatJoinToIt(@ForAll String text) {
    // when
    List<String> words = Words.split(text);

    // then
    assertThat(String.join("", words)).isEqualTo(text);
    assertThat(words).doesNotContain("").hasSize((int) Words.count(text));
  }

  @Property
  void saysTheBeginningOfTheAnswerWithinAnyLimit(@ForAll @IntRange(min = 0, max = 600) int limit) {
    // given
    var request =
        ChatRequest.to("lattice-guide")
            .user("What happens when a provider fails?")
            .maxOutputTokens(limit)
            .build();

    // when
    List<ChatEvent> events = GUIDE.answer(request, "id", 0);

    // then
    assertThat(GUIDE.answerTo("What happens when a provider fails?").text())
        .startsWith(text(events));
    assertThat(events).filteredOn(TextDelta.class::isInstance).hasSizeLessThanOrEqualTo(limit);
  }

  @Provide
  Arbitrary<String> syntax() {
    return Arbitraries.of(OPERATORS).list().ofMaxSize(40).map(words -> String.join(" ", words));
  }

  private static String text(List<ChatEvent> events) {
    return events.stream()
        .filter(TextDelta.class::isInstance)
        .map(event -> ((TextDelta) event).text())
        .collect(Collectors.joining());
  }
}
