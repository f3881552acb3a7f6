package io.lattice.core.dialect.anthropic;

import static io.lattice.api.chat.ErrorKind.CONTEXT_TOO_LONG;
import static io.lattice.api.chat.ErrorKind.INVALID_REQUEST;
import static io.lattice.api.chat.ErrorKind.MODEL_NOT_FOUND;
import static io.lattice.api.chat.ErrorKind.STREAM_INTERRUPTED;
import static io.lattice.api.chat.ErrorKind.TOO_LARGE;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_OVERLOADED;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_PROTOCOL;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_RATE_LIMITED;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_REFUSED_KEY;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_TIMEOUT;
import static io.lattice.core.dialect.anthropic.Answers.DIALECT;
import static io.lattice.core.dialect.anthropic.Answers.NATIVE;
import static io.lattice.core.dialect.anthropic.Answers.TYPED;
import static io.lattice.core.dialect.anthropic.Answers.decode;
import static io.lattice.core.dialect.anthropic.Answers.finishes;
import static io.lattice.core.dialect.anthropic.Answers.frames;
import static io.lattice.core.dialect.anthropic.Answers.kindOf;
import static io.lattice.core.dialect.anthropic.Answers.last;
import static io.lattice.core.dialect.anthropic.Answers.passed;
import static io.lattice.core.dialect.anthropic.Answers.usageOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.ExchangeFile;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.WireFrame;
import io.lattice.core.dialect.Writing;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every exchange with Claude that was recorded, or is documented, decodes to what it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedExchangesTest {
  private static final Writing WRITING = new Writing("ours", "our-model", 7, true);

  /** Another API of the same provider: refused by name, so that nothing is left out unnoticed. */
  private static final Set<String> NOT_CHAT =
      Set.of("anthropic/batch-create", "anthropic/count-tokens", "anthropic/models-list");

  private static final Map<String, ErrorKind> FAILURES =
      Map.ofEntries(
          Map.entry("anthropic/error-400-effort", INVALID_REQUEST),
          Map.entry("anthropic/error-400-prompt-too-long", CONTEXT_TOO_LONG),
          Map.entry("anthropic/error-401", UPSTREAM_REFUSED_KEY),
          Map.entry("anthropic/error-404-model", MODEL_NOT_FOUND),
          Map.entry("anthropic/error-529-overloaded", UPSTREAM_OVERLOADED),
          Map.entry("_documented/anthropic/error-402-billing_error", UPSTREAM_RATE_LIMITED),
          Map.entry("_documented/anthropic/error-403-permission_error", UPSTREAM_REFUSED_KEY),
          Map.entry("_documented/anthropic/error-413-request_too_large", TOO_LARGE),
          Map.entry("_documented/anthropic/error-429-with-retry-after", UPSTREAM_RATE_LIMITED),
          Map.entry("_documented/anthropic/error-500-api_error", UPSTREAM_OVERLOADED),
          Map.entry("_documented/anthropic/error-504-timeout_error", UPSTREAM_TIMEOUT));

  /** Streams in which the provider itself breaks off. */
  private static final Map<String, ErrorKind> BROKEN_OFF =
      Map.of("_documented/anthropic/stream-error-overloaded-midway", UPSTREAM_OVERLOADED);

  @BeforeAll
  void findsTheRecordings() {
    ExchangeFile.requirePresent();
  }

  static Stream<ExchangeFile> recordings() {
    return AnthropicExchanges.all();
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

  private static boolean isAnswer(ExchangeFile file) {
    return AnthropicExchanges.isChat(file) && !file.isError();
  }

  @Test
  void leavesNoRecordingOut() {
    TreeSet<String> others = new TreeSet<>();
    recordings()
        .filter(each -> !isAnswer(each) && !each.isError())
        .forEach(each -> others.add(each.name()));
    assertThat(others).isEqualTo(new TreeSet<>(NOT_CHAT));
    assertThat(failures().map(ExchangeFile::name))
        .containsExactlyInAnyOrderElementsOf(FAILURES.keySet());
    assertThat(streams().count()).isEqualTo(9);
    assertThat(wholes().count()).isEqualTo(21);
    NOT_CHAT.forEach(name -> report(name, "refused: not chat"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void readsEveryFailure(ExchangeFile file) {
    ChatError error = DIALECT.readError(file.status(), file.headers(), file.body());
    assertThat(error.kind()).isEqualTo(FAILURES.get(file.name()));
    assertThat(error.providerStatus()).isEqualTo(file.status());
    assertThat(error.message()).isNotBlank().doesNotContain("x-api-key");
    report(file.name(), error.kind() + " " + error.code() + " " + error.retryAfter());
  }

  @Test
  void readsHowLongToWaitAndThatAnAccountIsEmpty() {
    assertThat(failure("_documented/anthropic/error-429-with-retry-after").retryAfter())
        .hasSeconds(12);
    assertThat(failure("_documented/anthropic/error-402-billing_error").code())
        .isEqualTo("insufficient_quota");
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void readsEveryWholeAnswer(ExchangeFile file) {
    PlainAnswer expected = PlainAnswer.ofWhole(new JsonObject(file.body().utf8()));

    List<ChatEvent> events = DIALECT.decodeWhole(file.body(), TYPED);

    assertThat(last(events)).isInstanceOf(ChatEvent.MessageEnded.class);
    assertThat(PlainAnswer.ofEvents(events)).isEqualTo(expected);
    report(file.name(), "typed " + summary(expected));
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void passesEveryWholeAnswerOnAsItIs(ExchangeFile file) {
    PlainAnswer expected = PlainAnswer.ofWhole(new JsonObject(file.body().utf8()));

    List<ChatEvent> events = DIALECT.decodeWhole(file.body(), NATIVE);

    assertThat(last(events)).isInstanceOf(ChatEvent.MessageEnded.class);
    assertThat(events.get(0)).isEqualTo(new ChatEvent.NativeBytes(file.body(), true));
    assertThat(usageOf(events)).isEqualTo(expected.usage());
    assertThat(finishes(events)).containsExactly(expected.finish());
    assertThat(DIALECT.writeWhole(events, WRITING)).isEqualTo(file.body());
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void takesNoWholeAnswerThatWasCut(ExchangeFile file) {
    byte[] body = file.body().utf8().strip().getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut < body.length; cut += 1 + body.length / 500) {
      Bytes start = Bytes.wrap(Arrays.copyOf(body, cut));
      for (Reading reading : List.of(TYPED, NATIVE)) {
        List<ChatEvent> events = DIALECT.decodeWhole(start, reading);
        assertThat(kindOf(events)).as("cut at %s", cut).isEqualTo(UPSTREAM_PROTOCOL);
        assertThat(events).noneMatch(ChatEvent.NativeBytes.class::isInstance);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void readsEveryStreamCutAtEveryByte(ExchangeFile file) {
    byte[] body = file.body().array();
    PlainAnswer expected = PlainAnswer.ofStream(PlainAnswer.data(file.body().utf8()));
    List<WireFrame> frames = frames(body, body.length);

    List<ChatEvent> events = decode(TYPED, frames, frames.size());

    assertThat(kindOf(events)).isEqualTo(BROKEN_OFF.get(file.name()));
    if (!BROKEN_OFF.containsKey(file.name())) {
      assertThat(PlainAnswer.ofEvents(events)).isEqualTo(expected);
    }
    // Cut anywhere the frames are the same, and in whatever batches they come so are the events.
    for (int cut = 0; cut < body.length; cut++) {
      assertThat(frames(body, cut)).as("cut at byte %s", cut).isEqualTo(frames);
    }
    for (int batch = 0; batch <= frames.size(); batch++) {
      assertThat(decode(TYPED, frames, batch)).isEqualTo(events);
    }
    report(file.name(), last(events).getClass().getSimpleName() + " " + summary(expected));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void passesEveryStreamOnAsItIs(ExchangeFile file) {
    List<JsonObject> data = new ArrayList<>(PlainAnswer.data(file.body().utf8()));
    PlainAnswer expected = PlainAnswer.ofStream(data);
    data.removeIf(event -> Set.of("ping", "error").contains(event.getString("type")));
    // Told twice by a proxy, and passed on once.
    List<JsonObject> once = data.stream().distinct().toList();
    List<WireFrame> frames = frames(file.body().array(), file.body().length());

    for (int batch = 0; batch <= frames.size(); batch++) {
      List<ChatEvent> events = decode(NATIVE, frames, batch);
      assertThat(PlainAnswer.data(written(events))).isEqualTo(withError(once, events));
      assertThat(usageOf(events)).isEqualTo(expected.usage());
      assertThat(kindOf(events)).isEqualTo(BROKEN_OFF.get(file.name()));
      if (kindOf(events) == null) {
        assertThat(finishes(events)).containsExactly(expected.finish());
      }
    }
    assertThat(passed(decode(NATIVE, frames, 0))).doesNotContain("message_stop", "ping");
  }

  /** What a caller of this dialect gets, who is told of a failure too. */
  private static String written(List<ChatEvent> events) {
    StreamEncoder encoder = DIALECT.streamEncoder(WRITING);
    return Objects.requireNonNull(encoder.encode(events)).utf8();
  }

  private static List<JsonObject> withError(List<JsonObject> data, List<ChatEvent> events) {
    List<JsonObject> all = new ArrayList<>(data);
    if (last(events) instanceof ChatEvent.MessageFailed failed) {
      all.add(new JsonObject(DIALECT.writeError(failed.error()).utf8()));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("streams")
  void takesNoStreamThatWasCutForAnAnswer(ExchangeFile file) {
    List<WireFrame> frames = frames(file.body().array(), file.body().length());
    for (int length = 0; length < frames.size() - 1; length++) {
      List<WireFrame> start = frames.subList(0, length);
      for (Reading reading : List.of(TYPED, NATIVE)) {
        assertThat(kindOf(decode(reading, start, length)))
            .as("cut behind frame %s", length)
            .isEqualTo(STREAM_INTERRUPTED);
      }
    }
  }

  @ParameterizedTest
  @MethodSource({"streams", "wholes"})
  void writesWhatItReadToTheSameEffect(ExchangeFile file) {
    List<ChatEvent> events =
        file.isStream()
            ? decode(TYPED, file.body().utf8())
            : DIALECT.decodeWhole(file.body(), TYPED);
    if (kindOf(events) != null) {
      return;
    }
    PlainAnswer expected = PlainAnswer.ofEvents(events);
    String stream = Objects.requireNonNull(DIALECT.streamEncoder(WRITING).encode(events)).utf8();

    assertThat(PlainAnswer.ofEvents(decode(TYPED, stream))).isEqualTo(expected);
    assertThat(PlainAnswer.ofStream(PlainAnswer.data(stream))).isEqualTo(expected);
    Bytes whole = DIALECT.writeWhole(events, WRITING);
    assertThat(PlainAnswer.ofEvents(DIALECT.decodeWhole(whole, TYPED))).isEqualTo(expected);
    assertThat(PlainAnswer.ofWhole(new JsonObject(whole.utf8()))).isEqualTo(expected);
  }

  private static ChatError failure(String name) {
    ExchangeFile file = ExchangeFile.named(name);
    return DIALECT.readError(file.status(), file.headers(), file.body());
  }

  private static String summary(PlainAnswer answer) {
    return "%d characters, %d of thought, %d proofs, %d calls, %s, %d citations, %s, usage %s"
        .formatted(
            answer.text().length(),
            answer.reasoning().length(),
            answer.proofs().size(),
            answer.calls().size(),
            answer.opaque(),
            answer.citations(),
            answer.finish(),
            answer.usage());
  }

  private static void report(String name, String verdict) {
    String kind = name.startsWith("_documented/") ? "documented" : "recorded";
    System.out.printf("%-10s %-55s %s%n", kind, name, verdict);
  }
}
