package io.lattice.core.dialect.gemini;

import static io.lattice.api.chat.ErrorKind.CONTENT_REJECTED;
import static io.lattice.api.chat.ErrorKind.CONTEXT_TOO_LONG;
import static io.lattice.api.chat.ErrorKind.INVALID_REQUEST;
import static io.lattice.api.chat.ErrorKind.MODEL_NOT_FOUND;
import static io.lattice.api.chat.ErrorKind.STREAM_INTERRUPTED;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_OVERLOADED;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_RATE_LIMITED;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_REFUSED_KEY;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Citation;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.ExchangeFile;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.WireFrame;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every exchange with Google that was recorded, or is documented, decodes to what it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedExchangesTest {
  private static final int MAX_BYTES = 8 << 20;
  private static final Reading TYPED = new Reading(false, true, MAX_BYTES);
  private static final Reading NATIVE = new Reading(true, true, MAX_BYTES);

  /** Other APIs and dialects of Google's: by name, so that nothing is left out unnoticed. */
  private static final Set<String> NOT_CHAT =
      Set.of(
          "google/cached-content-create",
          "google/embeddings-batch",
          "google/models-list",
          "vertex/embedding-2-embedContent",
          "vertex/oauth-token",
          "_documented/vertex/anthropic-rawpredict",
          "_documented/vertex/anthropic-streamrawpredict",
          "_documented/vertex/openapi-chat");

  private static final Map<String, ErrorKind> FAILURES =
      Map.ofEntries(
          Map.entry("google/error-400-token-limit", CONTEXT_TOO_LONG),
          Map.entry("google/error-404-embed", MODEL_NOT_FOUND),
          Map.entry("google/error-429-retry-info", UPSTREAM_RATE_LIMITED),
          Map.entry("vertex/error-400-temperature", INVALID_REQUEST),
          Map.entry("vertex/error-400-token-limit", CONTEXT_TOO_LONG),
          Map.entry("vertex/error-404-model", MODEL_NOT_FOUND),
          Map.entry("vertex/error-429", UPSTREAM_RATE_LIMITED),
          Map.entry("_documented/google/error-400-failed_precondition", UPSTREAM_REFUSED_KEY),
          Map.entry("_documented/google/error-403-permission_denied", UPSTREAM_REFUSED_KEY),
          Map.entry("_documented/google/error-500-internal", UPSTREAM_OVERLOADED),
          Map.entry("_documented/google/error-503-unavailable", UPSTREAM_OVERLOADED),
          Map.entry("_documented/google/error-504-deadline_exceeded", UPSTREAM_TIMEOUT),
          Map.entry("_documented/vertex/error-401", UPSTREAM_REFUSED_KEY),
          Map.entry("_documented/vertex/error-403-vpcsc", UPSTREAM_REFUSED_KEY),
          Map.entry("_documented/vertex/error-array-stream", UPSTREAM_RATE_LIMITED));

  /** Answers with a success status that are none. */
  private static final Map<String, ErrorKind> BROKEN_OFF =
      Map.of(
          "_documented/google/malformed-function-call", UPSTREAM_OVERLOADED,
          "_documented/google/prompt-blocked", CONTENT_REJECTED,
          "vertex/prompt-blocked", CONTENT_REJECTED,
          "_documented/google/stream-error-midway-bare-json", UPSTREAM_OVERLOADED,
          "_documented/google/stream-error-midway-data", UPSTREAM_OVERLOADED);

  @BeforeAll
  void findsTheRecordings() {
    ExchangeFile.requirePresent();
  }

  static Stream<ExchangeFile> all() {
    return GeminiExchanges.all();
  }

  static Stream<ExchangeFile> streams() {
    return all().filter(each -> isAnswer(each) && GeminiExchanges.isStream(each));
  }

  static Stream<ExchangeFile> wholes() {
    return all().filter(each -> isAnswer(each) && !GeminiExchanges.isStream(each));
  }

  static Stream<ExchangeFile> failures() {
    return all().filter(ExchangeFile::isError);
  }

  private static boolean isAnswer(ExchangeFile file) {
    return GeminiExchanges.isChat(file) && !file.isError();
  }

  @Test
  void leavesNoRecordingOut() {
    TreeSet<String> others = new TreeSet<>();
    all()
        .filter(each -> !isAnswer(each) && !each.isError())
        .forEach(each -> others.add(each.name()));
    assertThat(others).isEqualTo(new TreeSet<>(NOT_CHAT));
    assertThat(failures().map(ExchangeFile::name))
        .containsExactlyInAnyOrderElementsOf(FAILURES.keySet());
    assertThat(streams().count()).isGreaterThanOrEqualTo(12);
    assertThat(wholes().count()).isGreaterThanOrEqualTo(20);
    others.forEach(name -> report(name, "refused: not chat of this dialect"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void readsEveryFailure(ExchangeFile file) {
    ChatError error =
        GeminiExchanges.dialect(file).readError(file.status(), file.headers(), file.body());
    assertThat(error.kind()).isEqualTo(FAILURES.get(file.name()));
    assertThat(error.providerStatus()).isEqualTo(file.status());
    report(file.name(), error.kind() + " " + error.code() + " " + error.retryAfter());
  }

  @Test
  void readsHowLongToWait() {
    ExchangeFile limited = ExchangeFile.named("google/error-429-retry-info");
    ChatError error =
        GeminiExchanges.dialect(limited)
            .readError(limited.status(), limited.headers(), limited.body());
    assertThat(error.retryAfter()).hasMillis(34_400);
    assertThat(error.code()).isEqualTo("RESOURCE_EXHAUSTED");
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void readsEveryWholeAnswer(ExchangeFile file) {
    PlainAnswer expected = PlainAnswer.ofChunks(List.of(new JsonObject(file.body().utf8())));

    List<ChatEvent> events = GeminiExchanges.dialect(file).decodeWhole(file.body(), TYPED);

    assertThat(kindOf(events)).isEqualTo(BROKEN_OFF.get(file.name()));
    if (kindOf(events) == null) {
      assertThat(PlainAnswer.ofEvents(events)).isEqualTo(expected);
    }
    report(file.name(), "typed " + last(events).getClass().getSimpleName() + summary(expected));
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void passesEveryWholeAnswerOnAsItIs(ExchangeFile file) {
    PlainAnswer expected = PlainAnswer.ofChunks(List.of(new JsonObject(file.body().utf8())));

    List<ChatEvent> events = GeminiExchanges.dialect(file).decodeWhole(file.body(), NATIVE);

    assertThat(kindOf(events)).isEqualTo(BROKEN_OFF.get(file.name()));
    if (kindOf(events) == null) {
      assertThat(events.get(0)).isEqualTo(new ChatEvent.NativeBytes(file.body(), true));
      assertThat(usageOf(events)).isEqualTo(expected.usage());
      assertThat(finishes(events)).isEqualTo(finishes(expected));
      assertThat(reasons(events))
          .isEqualTo(reasons(GeminiExchanges.dialect(file).decodeWhole(file.body(), TYPED)));
    }
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void takesNoWholeAnswerThatWasCut(ExchangeFile file) {
    byte[] body = file.body().utf8().strip().getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut < body.length; cut += 1 + body.length / 500) {
      Bytes start = Bytes.wrap(Arrays.copyOf(body, cut));
      for (Reading reading : List.of(TYPED, NATIVE)) {
        List<ChatEvent> events = GeminiExchanges.dialect(file).decodeWhole(start, reading);
        assertThat(kindOf(events)).as("cut at %s", cut).isEqualTo(ErrorKind.UPSTREAM_PROTOCOL);
        assertThat(events).noneMatch(ChatEvent.NativeBytes.class::isInstance);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void readsEveryStreamCutAtEveryByte(ExchangeFile file) {
    PlainAnswer expected = PlainAnswer.ofChunks(PlainAnswer.chunks(file.body().utf8()));
    List<WireFrame> frames = frames(file, file.body().length());

    List<ChatEvent> events = decode(file, TYPED, frames, frames.size());

    assertThat(kindOf(events)).isEqualTo(BROKEN_OFF.get(file.name()));
    assertThat(PlainAnswer.ofEvents(events)).isEqualTo(expected);
    // Cut anywhere the frames are the same, and in whatever batches they come so are the events.
    int step = 1 + file.body().length() / 4_000;
    for (int cut = 0; cut < file.body().length(); cut += step) {
      assertThat(frames(file, cut)).as("cut at byte %s", cut).isEqualTo(frames);
    }
    for (int batch = 0; batch <= frames.size(); batch++) {
      assertThat(decode(file, TYPED, frames, batch)).isEqualTo(events);
    }
    report(file.name(), last(events).getClass().getSimpleName() + summary(expected));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void passesEveryStreamOnAsItIs(ExchangeFile file) {
    List<JsonObject> chunks = new ArrayList<>(PlainAnswer.chunks(file.body().utf8()));
    PlainAnswer expected = PlainAnswer.ofChunks(chunks);
    chunks.removeIf(chunk -> chunk.containsKey("error"));
    List<WireFrame> frames = frames(file, file.body().length());

    for (int batch = 0; batch <= frames.size(); batch++) {
      List<ChatEvent> events = decode(file, NATIVE, frames, batch);
      assertThat(PlainAnswer.chunks(passed(events))).isEqualTo(chunks);
      assertThat(passed(events).lines().filter(line -> !line.isEmpty()))
          .hasSize(chunks.size())
          .allMatch(line -> line.startsWith("data: {"));
      assertThat(usageOf(events)).isEqualTo(expected.usage());
      assertThat(finishes(events)).isEqualTo(finishes(expected));
      assertThat(kindOf(events)).isEqualTo(BROKEN_OFF.get(file.name()));
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void takesNoStreamThatWasCutForAnAnswer(ExchangeFile file) {
    List<WireFrame> frames = frames(file, file.body().length());
    for (int length = 0; length < frames.size() - 1; length++) {
      for (Reading reading : List.of(TYPED, NATIVE)) {
        List<ChatEvent> events = decode(file, reading, frames.subList(0, length), length);
        assertThat(kindOf(events)).as("cut behind frame %s", length).isEqualTo(STREAM_INTERRUPTED);
      }
    }
  }

  @Test
  void tellsWhereTheFoundStatementsStand() {
    ExchangeFile file = ExchangeFile.named("vertex/grounding");
    List<ChatEvent> events = GeminiExchanges.dialect(file).decodeWhole(file.body(), TYPED);
    String text = Objects.requireNonNull(PlainAnswer.ofEvents(events).choices().get(0)).text();
    List<Citation> citations =
        events.stream()
            .filter(ChatEvent.CitationAdded.class::isInstance)
            .map(event -> ((ChatEvent.CitationAdded) event).citation())
            .toList();
    assertThat(citations)
        .extracting(Citation::title)
        .containsExactly("ruby-lang.org", "wikipedia.org");
    assertThat(citations)
        .allSatisfy(
            citation ->
                assertThat(
                        text.substring(
                            Objects.requireNonNull(citation.start()),
                            Objects.requireNonNull(citation.end())))
                    .isEqualTo("6, released on July 14, 2026."));
  }

  @Test
  void tellsLogProbabilitiesInTheShapeThatCallersRead() {
    ExchangeFile file = ExchangeFile.named("vertex/logprobs");
    List<ChatEvent> events = GeminiExchanges.dialect(file).decodeWhole(file.body(), TYPED);
    JsonObject told =
        events.stream()
            .filter(ChatEvent.LogprobsAdded.class::isInstance)
            .map(event -> new JsonObject(((ChatEvent.LogprobsAdded) event).logprobs().text()))
            .findFirst()
            .orElseThrow();
    JsonObject first = told.getJsonArray("content").getJsonObject(0);
    assertThat(told.getJsonArray("content")).hasSize(7);
    assertThat(first.getString("token")).isEqualTo("2");
    assertThat(first.getDouble("logprob")).isEqualTo(-0.01972555);
    assertThat(first.getJsonArray("bytes").encode()).isEqualTo("[50]");
    assertThat(first.getJsonArray("top_logprobs").getJsonObject(1).getString("token"))
        .isEqualTo("4");
  }

  private static List<WireFrame> frames(ExchangeFile file, int cut) {
    Framer framer = GeminiExchanges.dialect(file).framer(MAX_BYTES);
    byte[] body = file.body().array();
    List<WireFrame> frames = new ArrayList<>(framer.push(body, 0, cut));
    frames.addAll(framer.push(body, cut, body.length - cut));
    frames.addAll(framer.end());
    return frames;
  }

  private static List<ChatEvent> decode(
      ExchangeFile file, Reading reading, List<WireFrame> frames, int batch) {
    StreamDecoder decoder = GeminiExchanges.dialect(file).streamDecoder(reading);
    List<ChatEvent> events = new ArrayList<>(decoder.decode(frames.subList(0, batch)));
    events.addAll(decoder.decode(frames.subList(batch, frames.size())));
    events.addAll(decoder.end());
    assertThat(events).filteredOn(ChatEvent.Terminal.class::isInstance).hasSize(1);
    return events;
  }

  private static ChatEvent last(List<ChatEvent> events) {
    return events.get(events.size() - 1);
  }

  private static @Nullable ErrorKind kindOf(List<ChatEvent> events) {
    return last(events) instanceof ChatEvent.MessageFailed failed ? failed.error().kind() : null;
  }

  private static String passed(List<ChatEvent> events) {
    StringBuilder passed = new StringBuilder();
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.NativeBytes bytes) {
        passed.append(bytes.bytes().utf8());
      }
    }
    return passed.toString();
  }

  private static @Nullable List<Long> usageOf(List<ChatEvent> events) {
    List<Long> usage = null;
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.UsageReported reported) {
        usage = PlainAnswer.counts(reported.usage());
      }
    }
    return usage;
  }

  private static List<String> finishes(List<ChatEvent> events) {
    return finished(events).stream()
        .map(finished -> finished.choice() + " " + finished.providerReason())
        .toList();
  }

  private static List<String> reasons(List<ChatEvent> events) {
    return finished(events).stream().map(each -> each.choice() + " " + each.reason()).toList();
  }

  private static List<ChatEvent.ChoiceFinished> finished(List<ChatEvent> events) {
    return events.stream()
        .filter(ChatEvent.ChoiceFinished.class::isInstance)
        .map(ChatEvent.ChoiceFinished.class::cast)
        .toList();
  }

  private static List<String> finishes(PlainAnswer answer) {
    return answer.choices().entrySet().stream()
        .filter(entry -> !entry.getValue().finish().equals("null"))
        .map(entry -> entry.getKey() + " " + entry.getValue().finish())
        .toList();
  }

  private static String summary(PlainAnswer answer) {
    StringBuilder summary = new StringBuilder(" ");
    answer
        .choices()
        .forEach(
            (index, choice) ->
                summary.append(
                    "#%d %d characters, %d of thought, %d calls, %d signatures, %d cited, %s; "
                        .formatted(
                            index,
                            choice.text().length(),
                            choice.reasoning().length(),
                            choice.calls().size(),
                            choice.signatures().size(),
                            choice.citations(),
                            choice.finish())));
    return summary + "usage " + answer.usage();
  }

  private static void report(String name, String verdict) {
    String kind = name.startsWith("_documented/") ? "documented" : "recorded";
    System.out.printf("%-10s %-55s %s%n", kind, name, verdict);
  }
}
