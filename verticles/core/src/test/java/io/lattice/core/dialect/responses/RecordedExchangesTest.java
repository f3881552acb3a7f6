package io.lattice.core.dialect.responses;

import static io.lattice.api.chat.ErrorKind.CONTEXT_TOO_LONG;
import static io.lattice.api.chat.ErrorKind.INVALID_REQUEST;
import static io.lattice.api.chat.ErrorKind.STREAM_INTERRUPTED;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_PROTOCOL;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_RATE_LIMITED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.ExchangeFile;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.WireFrame;
import io.lattice.core.dialect.Writing;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every exchange with this API that was recorded, at any provider, decodes to what it says. */
class RecordedExchangesTest {
  private static final ResponsesDialect DIALECT = new ResponsesDialect();
  private static final int MAX_BYTES = 8 << 20;
  private static final Reading TYPED = new Reading(false, true, MAX_BYTES);
  private static final Reading NATIVE = new Reading(true, true, MAX_BYTES);

  /** Failures with a failure's status. */
  private static final Map<String, ErrorKind> FAILURES =
      Map.of(
          "openai/error-400-temperature-reasoning", INVALID_REQUEST,
          "openai/responses-error-400", INVALID_REQUEST,
          "openai/responses-error-400-context-length", CONTEXT_TOO_LONG);

  /** Streams that end in a failure. */
  private static final Map<String, ErrorKind> BROKEN_OFF =
      Map.of("openai/responses-stream-error", UPSTREAM_RATE_LIMITED);

  /** Taken up, and answered later to whoever asks for it. */
  private static final Set<String> BACKGROUND = Set.of("openai/responses-background-1");

  @BeforeAll
  static void findsTheRecordings() {
    ExchangeFile.requirePresent();
  }

  static Stream<ExchangeFile> all() {
    return ExchangeFile.all().filter(each -> each.path().endsWith("/responses"));
  }

  static Stream<ExchangeFile> failures() {
    return all().filter(each -> each.status() >= 400);
  }

  static Stream<ExchangeFile> streams() {
    return all().filter(each -> each.status() < 400 && each.isStream());
  }

  static Stream<ExchangeFile> wholes() {
    return all()
        .filter(each -> each.status() < 400 && !each.isStream())
        .filter(each -> !BACKGROUND.contains(each.name()));
  }

  @Test
  void leavesNoneOut() {
    Set<String> names = new TreeSet<>();
    Stream.of(failures(), streams(), wholes())
        .flatMap(each -> each)
        .map(ExchangeFile::name)
        .forEach(names::add);
    names.addAll(BACKGROUND);
    assertThat(names)
        .hasSize(11)
        .containsExactlyInAnyOrderElementsOf(all().map(ExchangeFile::name).toList())
        .contains("azure/v1-responses-stream", "bedrock/mantle-responses-tools-1");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void readsEveryFailure(ExchangeFile file) {
    ChatError error = DIALECT.readError(file.status(), file.headers(), file.body());
    assertThat(error.kind()).isEqualTo(FAILURES.get(file.name()));
    assertThat(error.param()).isNotBlank();
    report(file.name(), error.kind() + " " + error.code() + " " + error.param());
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void readsEveryWholeAnswer(ExchangeFile file) {
    PlainAnswer expected = PlainAnswer.ofResponse(new JsonObject(file.body().utf8()));

    List<ChatEvent> events = DIALECT.decodeWhole(file.body(), TYPED);

    assertThat(last(events)).isInstanceOf(ChatEvent.MessageEnded.class);
    assertThat(PlainAnswer.ofEvents(events)).isEqualTo(expected);
    report(file.name(), "typed " + summary(expected));
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void passesEveryWholeAnswerOnAsItIs(ExchangeFile file) {
    PlainAnswer expected = PlainAnswer.ofResponse(new JsonObject(file.body().utf8()));

    List<ChatEvent> events = DIALECT.decodeWhole(file.body(), NATIVE);

    assertThat(last(events)).isInstanceOf(ChatEvent.MessageEnded.class);
    assertThat(events.get(0)).isEqualTo(new ChatEvent.NativeBytes(file.body(), true));
    assertThat(usageOf(events)).isEqualTo(expected.usage());
    assertThat(finishes(events))
        .isEqualTo(finishes(DIALECT.decodeWhole(file.body(), TYPED)))
        .hasSize(1);
    assertThat(DIALECT.writeWhole(events, new Writing("a", "m", 1, true))).isEqualTo(file.body());
  }

  @Test
  void passesOnThatAnAnswerWillComeLaterAndTakesItForNoAnswer() {
    ExchangeFile file =
        all().filter(each -> BACKGROUND.contains(each.name())).findFirst().orElseThrow();
    assertThat(DIALECT.decodeWhole(file.body(), NATIVE))
        .containsExactly(
            new ChatEvent.NativeBytes(file.body(), true), new ChatEvent.MessageEnded());
    assertThat(kindOf(DIALECT.decodeWhole(file.body(), TYPED))).isEqualTo(UPSTREAM_PROTOCOL);
    report(file.name(), "native passed on, typed refused");
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
    List<WireFrame> frames = frames(file, file.body().length());

    List<ChatEvent> events = decode(TYPED, frames, frames.size());

    PlainAnswer expected = PlainAnswer.ofChunks(PlainAnswer.chunks(file.body().utf8()));
    assertThat(kindOf(events)).isEqualTo(BROKEN_OFF.get(file.name()));
    assertThat(PlainAnswer.ofEvents(events)).isEqualTo(expected);
    // Cut anywhere the frames are the same, and in whatever batches they come so are the events.
    for (int cut = 0; cut < file.body().length(); cut++) {
      assertThat(frames(file, cut)).as("cut at byte %s", cut).isEqualTo(frames);
    }
    for (int batch = 0; batch <= frames.size(); batch++) {
      assertThat(decode(TYPED, frames, batch)).isEqualTo(events);
    }
    report(file.name(), last(events).getClass().getSimpleName() + " " + summary(expected));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void passesEveryStreamOnAsItIs(ExchangeFile file) {
    List<WireFrame> frames = frames(file, file.body().length());
    List<ChatEvent> typed = decode(TYPED, frames, frames.size());
    String all = file.body().utf8().stripTrailing() + "\n\n";
    int failure = all.indexOf("event: error");

    for (int batch = 0; batch <= frames.size(); batch++) {
      List<ChatEvent> events = decode(NATIVE, frames, batch);
      assertThat(passed(events)).isEqualTo(failure < 0 ? all : all.substring(0, failure));
      assertThat(usageOf(events)).isEqualTo(usageOf(typed));
      assertThat(finishes(events)).isEqualTo(finishes(typed));
      assertThat(kindOf(events)).isEqualTo(BROKEN_OFF.get(file.name()));
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void takesNoStreamThatWasCutForAnAnswer(ExchangeFile file) {
    List<WireFrame> frames = frames(file, file.body().length());
    int end = BROKEN_OFF.containsKey(file.name()) ? frames.size() - 2 : frames.size() - 1;
    for (int length = 0; length <= end; length++) {
      for (Reading reading : List.of(TYPED, NATIVE)) {
        List<ChatEvent> events = decode(reading, frames.subList(0, length), length);
        assertThat(kindOf(events)).as("cut behind frame %s", length).isEqualTo(STREAM_INTERRUPTED);
      }
    }
  }

  @Test
  void takesAnEmptyAccountForAFailureBeforeAnythingIsSaid() {
    ExchangeFile file =
        all().filter(each -> BROKEN_OFF.containsKey(each.name())).findFirst().orElseThrow();
    List<WireFrame> frames = frames(file, file.body().length());
    for (Reading reading : List.of(TYPED, NATIVE)) {
      List<ChatEvent> events = decode(reading, frames, frames.size());
      assertThat(events).noneMatch(ChatEvent::isContent);
      assertThat(((ChatEvent.MessageFailed) last(events)).error().code())
          .isEqualTo("insufficient_quota");
      // The error event says it first; the failed response alone says the same.
      List<WireFrame> failedOnly = new ArrayList<>(frames);
      failedOnly.remove(2);
      assertThat(last(decode(reading, failedOnly, 1))).isEqualTo(last(events));
    }
  }

  private static List<WireFrame> frames(ExchangeFile file, int cut) {
    Framer framer = DIALECT.framer(MAX_BYTES);
    byte[] body = file.body().array();
    List<WireFrame> frames = new ArrayList<>(framer.push(body, 0, cut));
    frames.addAll(framer.push(body, cut, body.length - cut));
    frames.addAll(framer.end());
    return frames;
  }

  private static List<ChatEvent> decode(Reading reading, List<WireFrame> frames, int batch) {
    StreamDecoder decoder = DIALECT.streamDecoder(reading);
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
    return events.stream()
        .filter(ChatEvent.ChoiceFinished.class::isInstance)
        .map(Object::toString)
        .toList();
  }

  private static String summary(PlainAnswer answer) {
    return "%d characters, %d of thought, %d proofs, %d calls, usage %s"
        .formatted(
            answer.text().length(),
            answer.reasoning().length(),
            answer.proofs().size(),
            answer.calls().size(),
            answer.usage());
  }

  private static void report(String name, String verdict) {
    String kind = name.startsWith("_documented/") ? "documented" : "recorded";
    System.out.printf("%-10s %-55s %s%n", kind, name, verdict);
  }
}
