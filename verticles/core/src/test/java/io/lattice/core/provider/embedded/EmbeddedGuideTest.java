package io.lattice.core.provider.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.ChoiceFinished;
import io.lattice.api.chat.ChatEvent.CitationAdded;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.MessageStarted;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ChatEvent.UsageReported;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Citation;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Role;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.Usage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedGuideTest {
  private static final EmbeddedGuide GUIDE = EmbeddedGuide.load();

  @Test
  void quotesThePassageWithItsSourceAfterSayingWhatItIs() {
    // when
    String text = text(ask("How do I cancel a stream?"));

    // then
    assertThat(text)
        .startsWith("I am the Lattice guide")
        .contains("not a language model")
        .contains("### Cancel a stream\n\nCall `cancel()`")
        .contains("Source: docs/streaming.md#cancel-a-stream");
  }

  @Test
  void streamsASmallPieceAtATimeAndEndsOnce() {
    // when
    List<ChatEvent> events = ask("How do I cancel a stream?");

    // then
    assertThat(events.get(0))
        .isEqualTo(new MessageStarted("id-1", "lattice-guide", 1_700_000_000L, Map.of()));
    assertThat(deltas(events)).hasSizeGreaterThan(50).allMatch(piece -> piece.length() < 100);
    assertThat(events).filteredOn(ChatEvent.Terminal.class::isInstance).hasSize(1);
    assertThat(events)
        .endsWith(new ChoiceFinished(0, FinishReason.STOP, "stop"), new MessageEnded());
  }

  @Test
  void streamsExactlyTheTextOfItsAnswer() {
    // given
    var question = "How does failover work?";

    // when
    String streamed = text(ask(question));

    // then
    assertThat(streamed).isEqualTo(GUIDE.answerTo(question).text());
  }

  @Test
  void citesEachQuotedPassageAtItsPlaceInTheText() {
    // when
    List<ChatEvent> events = ask("What are the timeouts?");

    // then
    String text = text(events);
    assertThat(citations(events)).isNotEmpty();
    assertThat(citations(events))
        .allSatisfy(
            citation ->
                assertThat(
                        text.substring(
                            Objects.requireNonNull(citation.start()),
                            Objects.requireNonNull(citation.end())))
                    .startsWith("### " + citation.title())
                    .endsWith("Source: " + citation.url()));
    assertThat(citations(events)).extracting(Citation::url).doesNotHaveDuplicates();
    assertThat(text.split("Source: ", -1)).hasSize(citations(events).size() + 1);
  }

  @Test
  void citesAPassageOnlyAfterItWasQuoted() {
    // given
    List<ChatEvent> events = ask("What are the timeouts?");
    int cited = events.indexOf(new CitationAdded(0, citations(events).get(0)));

    // when
    String before = text(events.subList(0, cited));

    // then
    assertThat(before.strip()).endsWith("Source: " + citations(events).get(0).url());
  }

  @Test
  void countsWordsAsTokensAndSaysThatItEstimates() {
    // when
    List<ChatEvent> events = ask("How do I cancel a stream?");

    // then
    assertThat(usage(events)).isEqualTo(Usage.estimated(6, deltas(events).size()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "Hello!", "hi", "Good morning", "who are you?", "?", "\n"})
  void introducesItselfToAGreetingOrToNothing(String question) {
    // when
    List<ChatEvent> events = ask(question);

    // then
    assertThat(text(events))
        .startsWith(GuideAnswer.WHO)
        .contains(GuideAnswer.EXAMPLES)
        .doesNotContain("Source:");
    assertThat(citations(events)).isEmpty();
  }

  @Test
  void saysThatItFoundNothingAndWhatCanBeAsked() {
    // when
    List<ChatEvent> events = ask("What is the capital of France?");

    // then
    assertThat(text(events))
        .startsWith(GuideAnswer.WHO)
        .contains("found nothing", "- Failover\n", "- Event bus\n")
        .contains(GuideAnswer.EXAMPLES);
    assertThat(citations(events)).isEmpty();
  }

  @Test
  void introducesItselfWhereNoUserSpoke() {
    // given
    var request = ChatRequest.to("lattice-guide").system("Be brief.").build();

    // when
    List<ChatEvent> events = answer(request);

    // then
    assertThat(text(events)).contains("Ask me about Lattice").contains("instructions");
  }

  @Test
  void answersTheLastUserMessage() {
    // given
    var request =
        ChatRequest.to("lattice-guide")
            .user("What are the timeouts?")
            .message(Message.assistant("..."))
            .user("How do I cancel a stream?")
            .build();

    // when
    String text = text(answer(request));

    // then
    assertThat(text)
        .contains("docs/streaming.md#cancel-a-stream")
        .endsWith("what I cannot use: earlier messages.");
  }

  @Test
  void namesEverythingThatItCannotUse() {
    // given
    var picture = new Part.Image(new Media.Link("https://example.com/a.png"));
    var question = new Part.Text("What is a deployment?");
    var request =
        ChatRequest.to("lattice-guide")
            .system("Be brief.")
            .message(Message.of(Role.USER, question, picture))
            .tool(new Tool.Function("clock", null, null, null, Map.of()))
            .responseFormat(new ResponseFormat.JsonSchema("a", null, Json.of("{}"), true))
            .choices(2)
            .build();

    // when
    String text = text(answer(request));

    // then
    assertThat(text)
        .contains("docs/models-and-providers.md")
        .endsWith(
            "what I cannot use: instructions, tools, images, a JSON output format, more than one"
                + " choice.");
  }

  @Test
  void saysNothingAboutUnusedThingsWhereThereAreNone() {
    // when
    String text = text(ask("How do I cancel a stream?"));

    // then
    assertThat(text).doesNotContain("cannot use");
  }

  @Test
  void endsAtTheCallersLimitOfTokens() {
    // given
    var request =
        ChatRequest.to("lattice-guide").user("What are the timeouts?").maxOutputTokens(30).build();

    // when
    List<ChatEvent> events = answer(request);

    // then
    assertThat(deltas(events)).hasSize(30);
    assertThat(usage(events).outputTokens()).isEqualTo(30);
    assertThat(events).contains(new ChoiceFinished(0, FinishReason.LENGTH, "length"));
    assertThat(citations(events))
        .hasSize(1)
        .allSatisfy(citation -> assertThat(citation.end()).isEqualTo(text(events).length()));
  }

  @Test
  void endsAtTheCallersStopSequence() {
    // given
    var request = ChatRequest.to("lattice-guide").user("Hello").stop("Ask me").build();

    // when
    List<ChatEvent> events = answer(request);

    // then
    assertThat(text(events)).isEqualTo(GuideAnswer.WHO + " ");
    assertThat(events).contains(new ChoiceFinished(0, FinishReason.STOP, "stop"));
  }

  @Test
  void answersTheBeginningOfAHugeQuestion() {
    // given
    String huge = "How do I cancel a stream? " + "a1b2 c3 ".repeat(131_072);

    // when
    List<ChatEvent> events = ask(huge);

    // then
    assertThat(huge).hasSizeGreaterThan(1_000_000);
    assertThat(events).endsWith(new MessageEnded());
    assertThat(usage(events).inputTokens()).isEqualTo(6 + 2 * 131_072);
  }

  @Test
  void answersAHugeWordAndBrokenUnicode() {
    // when
    List<ChatEvent> word = ask("x".repeat(1_048_576));
    List<ChatEvent> broken = ask("\uD83D stream \uDE00 \u0000 \uFFFF cancel");

    // then
    assertThat(text(word)).contains("found nothing");
    assertThat(text(broken)).contains("docs/streaming.md#cancel-a-stream");
  }

  private static List<ChatEvent> ask(String question) {
    return answer(ChatRequest.of("lattice-guide", question));
  }

  private static List<ChatEvent> answer(ChatRequest request) {
    return GUIDE.answer(request, "id-1", 1_700_000_000L);
  }

  private static List<String> deltas(List<ChatEvent> events) {
    return events.stream()
        .filter(TextDelta.class::isInstance)
        .map(event -> ((TextDelta) event).text())
        .toList();
  }

  private static String text(List<ChatEvent> events) {
    return deltas(events).stream().collect(Collectors.joining());
  }

  private static List<Citation> citations(List<ChatEvent> events) {
    return events.stream()
        .filter(CitationAdded.class::isInstance)
        .map(event -> ((CitationAdded) event).citation())
        .toList();
  }

  private static Usage usage(List<ChatEvent> events) {
    return events.stream()
        .filter(UsageReported.class::isInstance)
        .map(event -> ((UsageReported) event).usage())
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }
}
