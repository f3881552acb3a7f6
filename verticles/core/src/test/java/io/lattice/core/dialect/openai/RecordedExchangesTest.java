package io.lattice.core.dialect.openai;

import static io.lattice.api.chat.ErrorKind.CONTENT_REJECTED;
import static io.lattice.api.chat.ErrorKind.CONTEXT_TOO_LONG;
import static io.lattice.api.chat.ErrorKind.INVALID_REQUEST;
import static io.lattice.api.chat.ErrorKind.MODEL_NOT_FOUND;
import static io.lattice.api.chat.ErrorKind.STREAM_INTERRUPTED;
import static io.lattice.api.chat.ErrorKind.TOO_LARGE;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_OVERLOADED;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_RATE_LIMITED;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_REFUSED_KEY;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_UNREACHABLE;
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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every exchange of this family that was recorded, or is documented, decodes to what it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedExchangesTest {
  private static final int MAX_BYTES = 8 << 20;
  private static final Reading TYPED = new Reading(false, true, MAX_BYTES);
  private static final Reading NATIVE = new Reading(true, true, MAX_BYTES);
  private static final Reading NATIVE_WITHOUT_USAGE = new Reading(true, false, MAX_BYTES);

  /** Another API of the same provider: refused by name, so that nothing is left out unnoticed. */
  private static final Set<String> NOT_CHAT =
      Set.of(
          "openai/completions-legacy-stream",
          "openai/embeddings-base64",
          "openai/embeddings-batch",
          "openai/embeddings-float",
          "openai/responses-background-1",
          "openai/responses-logprobs",
          "openai/responses-stream-error",
          "openai/responses-stream-tools-1",
          "openai/responses-stream-tools-2",
          "openai/responses-text",
          "azure/embeddings",
          "azure/v1-responses-stream",
          "_documented/openai/models-list",
          "_documented/dial/limits",
          "_documented/dial/models-list");

  /** Not an exchange at all but a table of another project's tests. */
  private static final Set<String> NOT_WIRE_DATA = Set.of("dial/merge-chunks-cases");

  /** Failures of any of their APIs: all have the same shapes. */
  private static final Map<String, ErrorKind> FAILURES =
      Map.ofEntries(
          Map.entry("openai/error-400-bad-request", INVALID_REQUEST),
          Map.entry("openai/error-400-image-url", INVALID_REQUEST),
          Map.entry("openai/error-400-temperature-reasoning", INVALID_REQUEST),
          Map.entry("openai/error-401-bad-key", UPSTREAM_REFUSED_KEY),
          Map.entry("openai/error-404-model", MODEL_NOT_FOUND),
          Map.entry("openai/error-429-tpm-request-too-large", TOO_LARGE),
          Map.entry("openai/responses-error-400", INVALID_REQUEST),
          Map.entry("openai/responses-error-400-context-length", CONTEXT_TOO_LONG),
          Map.entry("azure/error-401", UPSTREAM_REFUSED_KEY),
          Map.entry("azure/error-401-foundry", UPSTREAM_REFUSED_KEY),
          Map.entry("azure/error-429-ratelimit", UPSTREAM_RATE_LIMITED),
          Map.entry("xai/error-400-bad-key", UPSTREAM_REFUSED_KEY),
          Map.entry("xai/error-400-context", CONTEXT_TOO_LONG),
          Map.entry("xai/error-503-capacity", UPSTREAM_OVERLOADED),
          Map.entry("_documented/openai/error-403-country", UPSTREAM_REFUSED_KEY),
          Map.entry("_documented/openai/error-429-insufficient-quota", UPSTREAM_RATE_LIMITED),
          Map.entry("_documented/openai/error-429-rate-limit", UPSTREAM_RATE_LIMITED),
          Map.entry("_documented/openai/error-500", UPSTREAM_OVERLOADED),
          Map.entry("_documented/openai/error-503-overloaded", UPSTREAM_OVERLOADED),
          Map.entry("_documented/azure/error-400-content-filter", CONTENT_REJECTED),
          Map.entry("_documented/azure/error-401-entra", UPSTREAM_REFUSED_KEY),
          Map.entry("_documented/azure/error-401-role", UPSTREAM_REFUSED_KEY),
          Map.entry("_documented/azure/error-429-classic", UPSTREAM_RATE_LIMITED),
          Map.entry("_documented/xai/error-403", CONTENT_REJECTED),
          Map.entry("_documented/xai/error-429", UPSTREAM_RATE_LIMITED),
          Map.entry("_documented/dial/error-400-context", CONTEXT_TOO_LONG),
          Map.entry("_documented/dial/error-404-deployment", MODEL_NOT_FOUND),
          Map.entry("_documented/dial/error-429-limit", UPSTREAM_RATE_LIMITED),
          Map.entry("_documented/dial/error-502-no-upstream", UPSTREAM_UNREACHABLE));

  /** Streams in which the provider itself breaks off. */
  private static final Map<String, ErrorKind> BROKEN_OFF =
      Map.of("_documented/openai/stream-error-midway", UPSTREAM_OVERLOADED);

  @BeforeAll
  void findsTheRecordings() {
    ExchangeFile.requirePresent();
  }

  static Stream<ExchangeFile> recordings() {
    return OpenAiExchanges.all();
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
    return OpenAiExchanges.isChat(recording)
        && !recording.isError()
        && !NOT_WIRE_DATA.contains(recording.name());
  }

  @Test
  void leavesNoRecordingOut() {
    TreeSet<String> others = new TreeSet<>();
    recordings()
        .filter(each -> !isAnswer(each) && !each.isError())
        .forEach(each -> others.add(each.name()));
    TreeSet<String> named = new TreeSet<>(NOT_CHAT);
    named.addAll(NOT_WIRE_DATA);
    assertThat(others).isEqualTo(named);
    assertThat(failures().map(ExchangeFile::name))
        .containsExactlyInAnyOrderElementsOf(FAILURES.keySet());
    assertThat(streams().count()).isGreaterThanOrEqualTo(12);
    assertThat(wholes().count()).isGreaterThanOrEqualTo(35);
    named.forEach(name -> report(name, "refused: not chat"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void readsEveryFailure(ExchangeFile recording) {
    ChatError error =
        OpenAiExchanges.dialect(recording)
            .readError(recording.status(), recording.headers(), recording.body());
    assertThat(error.kind()).isEqualTo(FAILURES.get(recording.name()));
    assertThat(error.providerStatus()).isEqualTo(recording.status());
    assertThat(error.message()).doesNotContain("in***ey", "invalid-key", "eLwBCUaB2ePnSi6", "<");
    report(recording.name(), error.kind() + " " + error.code() + " " + error.retryAfter());
  }

  @Test
  void readsHowLongToWaitAndThatAnAccountIsEmpty() {
    assertThat(failure("azure/error-429-ratelimit").retryAfter()).hasSeconds(1);
    assertThat(failure("_documented/openai/error-429-rate-limit").retryAfter()).hasMillis(120);
    assertThat(failure("_documented/azure/error-429-classic").retryAfter()).hasSeconds(17);
    assertThat(failure("_documented/openai/error-429-insufficient-quota").code())
        .isEqualTo("insufficient_quota");
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void readsEveryWholeAnswer(ExchangeFile recording) {
    PlainAnswer expected =
        PlainAnswer.ofWhole(recording.body().utf8(), OpenAiExchanges.flavor(recording));

    List<ChatEvent> events =
        OpenAiExchanges.dialect(recording).decodeWhole(recording.body(), TYPED);

    assertThat(last(events)).isInstanceOf(ChatEvent.MessageEnded.class);
    assertThat(PlainAnswer.ofEvents(events)).isEqualTo(expected);
    report(recording.name(), "typed " + summary(expected));
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void passesEveryWholeAnswerOnAsItIs(ExchangeFile recording) {
    PlainAnswer expected =
        PlainAnswer.ofWhole(recording.body().utf8(), OpenAiExchanges.flavor(recording));

    List<ChatEvent> events =
        OpenAiExchanges.dialect(recording).decodeWhole(recording.body(), NATIVE);

    assertThat(last(events)).isInstanceOf(ChatEvent.MessageEnded.class);
    assertThat(events.get(0)).isEqualTo(new ChatEvent.NativeBytes(recording.body(), true));
    assertThat(usageOf(events)).isEqualTo(expected.usage());
    assertThat(finishes(events)).isEqualTo(finishes(expected));
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void takesNoWholeAnswerThatWasCut(ExchangeFile recording) {
    byte[] body = recording.body().utf8().strip().getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut < body.length; cut += 1 + body.length / 500) {
      Bytes start = Bytes.wrap(Arrays.copyOf(body, cut));
      for (Reading reading : List.of(TYPED, NATIVE)) {
        List<ChatEvent> events = OpenAiExchanges.dialect(recording).decodeWhole(start, reading);
        assertThat(kindOf(events)).as("cut at %s", cut).isEqualTo(ErrorKind.UPSTREAM_PROTOCOL);
        assertThat(events).noneMatch(ChatEvent.NativeBytes.class::isInstance);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void readsEveryStreamCutAtEveryByte(ExchangeFile recording) {
    PlainAnswer expected =
        PlainAnswer.ofChunks(
            PlainAnswer.chunks(recording.body().utf8()), OpenAiExchanges.flavor(recording));
    List<WireFrame> frames = frames(recording, recording.body().length());

    List<ChatEvent> events = decode(recording, TYPED, frames, frames.size());

    if (BROKEN_OFF.containsKey(recording.name())) {
      assertThat(kindOf(events)).isEqualTo(BROKEN_OFF.get(recording.name()));
    } else {
      assertThat(last(events)).isInstanceOf(ChatEvent.MessageEnded.class);
      assertThat(PlainAnswer.ofEvents(events)).isEqualTo(expected);
    }
    // Cut anywhere the frames are the same, and in whatever batches they come so are the events.
    for (int cut = 0; cut < recording.body().length(); cut++) {
      assertThat(frames(recording, cut)).as("cut at byte %s", cut).isEqualTo(frames);
    }
    for (int batch = 0; batch <= frames.size(); batch++) {
      assertThat(decode(recording, TYPED, frames, batch)).isEqualTo(events);
    }
    report(recording.name(), last(events).getClass().getSimpleName() + " " + summary(expected));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void passesEveryStreamOnAsItIs(ExchangeFile recording) {
    List<String> chunks = new ArrayList<>(PlainAnswer.chunks(recording.body().utf8()));
    PlainAnswer expected = PlainAnswer.ofChunks(chunks, OpenAiExchanges.flavor(recording));
    List<WireFrame> frames = frames(recording, recording.body().length());
    boolean isBrokenOff = BROKEN_OFF.containsKey(recording.name());
    if (isBrokenOff) {
      chunks.remove(chunks.size() - 1);
    }

    for (int batch = 0; batch <= frames.size(); batch++) {
      List<ChatEvent> events = decode(recording, NATIVE, frames, batch);
      assertThat(PlainAnswer.chunks(passed(events))).isEqualTo(chunks);
      assertThat(passed(events)).isEqualTo("data: " + String.join("\n\ndata: ", chunks) + "\n\n");
      assertThat(usageOf(events)).isEqualTo(expected.usage());
      assertThat(finishes(events)).isEqualTo(finishes(expected));
      assertThat(kindOf(events)).isEqualTo(BROKEN_OFF.get(recording.name()));
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void passesUsageOnOnlyWhereItWasAskedFor(ExchangeFile recording) {
    List<WireFrame> frames = frames(recording, recording.body().length());
    List<ChatEvent> events = decode(recording, NATIVE_WITHOUT_USAGE, frames, frames.size());
    assertThat(PlainAnswer.chunks(passed(events)))
        .noneMatch(
            chunk ->
                chunk.replace(" ", "").contains("\"choices\":[]")
                    && chunk.contains("\"prompt_tokens\""));
    assertThat(usageOf(events))
        .isEqualTo(usageOf(decode(recording, NATIVE, frames, frames.size())));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void takesNoStreamThatWasCutForAnAnswer(ExchangeFile recording) {
    List<WireFrame> frames = frames(recording, recording.body().length());
    for (int length = 0; length < frames.size() - 1; length++) {
      List<WireFrame> start = frames.subList(0, length);
      List<String> chunks = start.stream().map(frame -> frame.data().utf8()).toList();
      PlainAnswer said = PlainAnswer.ofChunks(chunks, OpenAiExchanges.flavor(recording));
      boolean isComplete =
          !said.choices().isEmpty()
              && said.choices().values().stream().noneMatch(each -> each.finish().equals("null"));
      for (Reading reading : List.of(TYPED, NATIVE)) {
        List<ChatEvent> events = decode(recording, reading, start, length);
        assertThat(kindOf(events))
            .as("cut behind frame %s", length)
            .isEqualTo(isComplete ? null : STREAM_INTERRUPTED);
      }
    }
  }

  private static ChatError failure(String name) {
    ExchangeFile recording =
        failures().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return OpenAiExchanges.dialect(recording)
        .readError(recording.status(), recording.headers(), recording.body());
  }

  private static List<WireFrame> frames(ExchangeFile recording, int cut) {
    Framer framer = OpenAiExchanges.dialect(recording).framer(MAX_BYTES);
    byte[] body = recording.body().array();
    List<WireFrame> frames = new ArrayList<>(framer.push(body, 0, cut));
    frames.addAll(framer.push(body, cut, body.length - cut));
    frames.addAll(framer.end());
    return frames;
  }

  private static List<ChatEvent> decode(
      ExchangeFile recording, Reading reading, List<WireFrame> frames, int batch) {
    StreamDecoder decoder = OpenAiExchanges.dialect(recording).streamDecoder(reading);
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
        .map(ChatEvent.ChoiceFinished.class::cast)
        .map(finished -> finished.choice() + " " + finished.providerReason())
        .sorted()
        .toList();
  }

  private static List<String> finishes(PlainAnswer answer) {
    return answer.choices().entrySet().stream()
        .filter(entry -> !entry.getValue().finish().equals("null"))
        .map(entry -> entry.getKey() + " " + entry.getValue().finish())
        .toList();
  }

  private static String summary(PlainAnswer answer) {
    StringBuilder summary = new StringBuilder();
    answer
        .choices()
        .forEach(
            (index, choice) ->
                summary.append(
                    "#%d %d characters, %d of thought, %d calls, %s; "
                        .formatted(
                            index,
                            choice.text().length(),
                            choice.reasoning().length(),
                            choice.calls().size(),
                            choice.finish())));
    return summary + "usage " + answer.usage();
  }

  private static void report(String name, String verdict) {
    String kind = name.startsWith("_documented/") ? "documented" : "recorded";
    System.out.printf("%-10s %-55s %s%n", kind, name, verdict);
  }
}
