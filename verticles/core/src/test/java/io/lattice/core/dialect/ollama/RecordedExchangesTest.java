package io.lattice.core.dialect.ollama;

import static io.lattice.api.chat.ErrorKind.CONTEXT_TOO_LONG;
import static io.lattice.api.chat.ErrorKind.INVALID_REQUEST;
import static io.lattice.api.chat.ErrorKind.MODEL_NOT_FOUND;
import static io.lattice.api.chat.ErrorKind.STREAM_INTERRUPTED;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_OVERLOADED;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_PROTOCOL;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_REFUSED_KEY;
import static io.lattice.core.dialect.ollama.Streams.DIALECT;
import static io.lattice.core.dialect.ollama.Streams.NATIVE;
import static io.lattice.core.dialect.ollama.Streams.TYPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.ExchangeFile;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.WireFrame;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every exchange that was recorded, or is documented, decodes to what it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedExchangesTest {

  /** Other APIs of the same provider: refused by name, so that nothing is left out unnoticed. */
  private static final Set<String> NOT_CHAT =
      Set.of(
          "ollama/generate",
          "ollama/openai-compat-chat",
          "ollama/openai-compat-stream",
          "ollama/openai-compat-tool-1",
          "_documented/ollama/version");

  private static final Set<String> EMBEDDINGS =
      Set.of("_documented/ollama/embed", "_documented/ollama/embed-batch");

  private static final Set<String> MODEL_LISTS =
      Set.of("_documented/ollama/ps", "_documented/ollama/tags");

  private static final Map<String, ErrorKind> FAILURES =
      Map.of(
          "ollama/cloud-error-400-context", CONTEXT_TOO_LONG,
          "ollama/cloud-error-401", UPSTREAM_REFUSED_KEY,
          "ollama/error-404-model", MODEL_NOT_FOUND,
          "_documented/ollama/error-400-no-thinking", INVALID_REQUEST,
          "_documented/ollama/error-400-no-tools", INVALID_REQUEST,
          "_documented/ollama/error-503-busy", UPSTREAM_OVERLOADED);

  /** Streams in which the provider itself breaks off. */
  private static final Map<String, ErrorKind> BROKEN_OFF =
      Map.of("_documented/ollama/stream-error-midway", UPSTREAM_OVERLOADED);

  @BeforeAll
  void findsTheRecordings() {
    ExchangeFile.requirePresent();
  }

  static Stream<ExchangeFile> recordings() {
    return ExchangeFile.with("ollama");
  }

  static Stream<ExchangeFile> streams() {
    return recordings().filter(each -> isAnswer(each) && each.isStream());
  }

  static Stream<ExchangeFile> wholes() {
    return recordings().filter(each -> isAnswer(each) && !each.isStream());
  }

  static Stream<ExchangeFile> failures() {
    return recordings().filter(ExchangeFile::isError);
  }

  private static boolean isAnswer(ExchangeFile recording) {
    return recording.path().endsWith("/api/chat") && !recording.isError();
  }

  @Test
  void leavesNoRecordingOut() {
    TreeSet<String> others = new TreeSet<>();
    recordings()
        .filter(each -> !isAnswer(each) && !each.isError())
        .forEach(each -> others.add(each.name()));
    TreeSet<String> named = new TreeSet<>(NOT_CHAT);
    named.addAll(EMBEDDINGS);
    named.addAll(MODEL_LISTS);
    assertThat(others).isEqualTo(named);
    assertThat(failures().map(ExchangeFile::name))
        .containsExactlyInAnyOrderElementsOf(FAILURES.keySet());
    assertThat(streams().count()).isGreaterThanOrEqualTo(2);
    assertThat(wholes().count()).isGreaterThanOrEqualTo(2);
    NOT_CHAT.forEach(name -> report(name, "refused: not this API"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void readsEveryFailure(ExchangeFile recording) {
    ChatError error = DIALECT.readError(recording.status(), name -> null, recording.body());
    assertThat(error.kind()).isEqualTo(FAILURES.get(recording.name()));
    assertThat(error.providerStatus()).isEqualTo(recording.status());
    report(recording.name(), error.kind() + " " + error.code() + " " + error.message());
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void readsEveryWholeAnswer(ExchangeFile recording) {
    PlainAnswer expected = PlainAnswer.ofLines(List.of(recording.body().utf8()));

    List<ChatEvent> events = DIALECT.decodeWhole(recording.body(), TYPED);

    assertThat(Streams.last(events)).isInstanceOf(ChatEvent.MessageEnded.class);
    assertThat(PlainAnswer.ofEvents(events)).isEqualTo(expected);
    assertThat(timesOf(events)).isEqualTo(times(recording.body().utf8()));
    report(recording.name(), "typed " + summary(expected));
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void passesEveryWholeAnswerOnAsItIs(ExchangeFile recording) {
    PlainAnswer expected = PlainAnswer.ofLines(List.of(recording.body().utf8()));

    List<ChatEvent> events = DIALECT.decodeWhole(recording.body(), NATIVE);

    assertThat(events.get(0)).isEqualTo(new ChatEvent.NativeBytes(recording.body(), true));
    assertThat(Streams.told(events)).isEqualTo(endOf(DIALECT.decodeWhole(recording.body(), TYPED)));
    assertThat(PlainAnswer.counts(PlainAnswer.usageOf(events))).isEqualTo(expected.usage());
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void takesNoWholeAnswerThatWasCut(ExchangeFile recording) {
    byte[] body = recording.body().array();
    for (int cut = 0; cut < body.length; cut++) {
      Bytes start = Bytes.wrap(Arrays.copyOf(body, cut));
      for (Reading reading : List.of(TYPED, NATIVE)) {
        List<ChatEvent> events = DIALECT.decodeWhole(start, reading);
        assertThat(Streams.kindOf(events)).as("cut at %s", cut).isEqualTo(UPSTREAM_PROTOCOL);
        assertThat(events).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void readsEveryStreamCutAtEveryByte(ExchangeFile recording) {
    PlainAnswer expected = PlainAnswer.ofLines(PlainAnswer.lines(recording.body().utf8()));
    List<WireFrame> frames = Streams.frames(recording.body(), recording.body().length());

    List<ChatEvent> events = Streams.decode(TYPED, frames, frames.size());

    assertThat(Streams.kindOf(events)).isEqualTo(BROKEN_OFF.get(recording.name()));
    assertThat(PlainAnswer.ofEvents(events)).isEqualTo(expected);
    // Cut anywhere the frames are the same, and in whatever batches they come so are the events.
    for (int cut = 0; cut < recording.body().length(); cut++) {
      assertThat(Streams.frames(recording.body(), cut)).as("cut at %s", cut).isEqualTo(frames);
    }
    for (int batch = 0; batch <= frames.size(); batch++) {
      assertThat(Streams.decode(TYPED, frames, batch)).isEqualTo(events);
    }
    report(recording.name(), summary(expected) + Streams.kindOf(events));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void passesEveryStreamOnAsItIs(ExchangeFile recording) {
    String body = recording.body().utf8();
    boolean isBrokenOff = BROKEN_OFF.containsKey(recording.name());
    List<WireFrame> frames = Streams.frames(recording.body(), recording.body().length());
    List<ChatEvent> typed = Streams.decode(TYPED, frames, frames.size());

    for (int batch = 0; batch <= frames.size(); batch++) {
      List<ChatEvent> events = Streams.decode(NATIVE, frames, batch);
      assertThat(Streams.passed(events))
          .isEqualTo(isBrokenOff ? body.substring(0, body.indexOf("{\"error\"")) : body);
      assertThat(Streams.told(events)).isEqualTo(endOf(typed));
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void takesNoStreamThatWasCutForAnAnswer(ExchangeFile recording) {
    for (int length = 0; length < recording.body().length() - 2; length++) {
      Bytes start = Bytes.wrap(Arrays.copyOf(recording.body().array(), length));
      List<WireFrame> frames = Streams.frames(start, length);
      for (Reading reading : List.of(TYPED, NATIVE)) {
        List<ChatEvent> events = Streams.decode(reading, frames, frames.size());
        assertThat(Streams.kindOf(events)).as("cut at %s", length).isEqualTo(STREAM_INTERRUPTED);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void readsAStreamThatComesAsAWholeBody(ExchangeFile recording) {
    List<WireFrame> frames = Streams.frames(recording.body(), recording.body().length());
    assertThat(DIALECT.decodeWhole(recording.body(), TYPED))
        .isEqualTo(Streams.decode(TYPED, frames, frames.size()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"embed", "embed-batch"})
  void readsTheVectors(String name) {
    ExchangeFile recording = ExchangeFile.named("_documented/ollama/" + name);
    JsonArray expected = new JsonObject(recording.body().utf8()).getJsonArray("embeddings");

    List<ChatEvent> events = Streams.vectors(recording.body(), expected.size());

    ChatEvent.VectorsAdded added = (ChatEvent.VectorsAdded) events.get(events.size() - 2);
    assertThat(added.vectors()).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      float[] numbers = added.vectors().get(i).numbers();
      assertThat(numbers).hasSize(expected.getJsonArray(i).size());
      for (int n = 0; n < numbers.length; n++) {
        assertThat(numbers[n]).isEqualTo(expected.getJsonArray(i).getFloat(n));
      }
    }
    assertThat(Streams.last(events)).isInstanceOf(ChatEvent.MessageEnded.class);
    report(recording.name(), events.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tags", "ps"})
  void readsTheModels(String name) {
    ExchangeFile recording = ExchangeFile.named("_documented/ollama/" + name);
    JsonArray expected = new JsonObject(recording.body().utf8()).getJsonArray("models");
    assertThat(ModelList.read(recording.body()).models())
        .extracting(ModelList.Model::name)
        .containsExactly(expected.getJsonObject(0).getString("name"));
    report(recording.name(), ModelList.read(recording.body()).toString());
  }

  /** What is told of the end, which is the same whether the text is read or passed on. */
  private static List<ChatEvent> endOf(List<ChatEvent> typed) {
    return typed.stream()
        .filter(
            each ->
                each instanceof ChatEvent.ChoiceFinished
                    || each instanceof ChatEvent.UsageReported
                    || each instanceof ChatEvent.Terminal)
        .toList();
  }

  private static JsonObject times(String line) {
    JsonObject json = new JsonObject(line);
    JsonObject times = new JsonObject();
    json.forEach(
        entry -> {
          if (entry.getKey().endsWith("_duration") || entry.getKey().endsWith("_count")) {
            times.put(entry.getKey(), entry.getValue());
          }
        });
    return times;
  }

  private static JsonObject timesOf(List<ChatEvent> events) {
    return new JsonObject(
        Objects.requireNonNull(Objects.requireNonNull(PlainAnswer.usageOf(events)).raw()).text());
  }

  private static String summary(PlainAnswer answer) {
    return "%d characters, %d of thought, %d calls, %s, usage %s "
        .formatted(
            answer.text().length(),
            answer.thinking().length(),
            answer.calls().size(),
            answer.finish(),
            answer.usage());
  }

  private static void report(String name, String verdict) {
    String kind = name.startsWith("_documented/") ? "documented" : "recorded";
    System.out.printf("%-10s %-45s %s%n", kind, name, verdict);
  }
}
