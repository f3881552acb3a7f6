package io.lattice.core.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ResponseFold;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.JsonTexts;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.StreamFraming;
import io.lattice.core.dialect.WireFrame;
import io.lattice.core.dialect.Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a provider sends is an answer or a typed failure, and can be shown to a caller. */
class AnswerProperties {
  private static final int MAX_BYTES = 1 << 16;
  private static final GeminiDialect DIALECT = GeminiDialect.of(GeminiApi.DEVELOPER);
  private static final Reading WIDE = new Reading(false, true, 1 << 24);
  private static final Writing WRITING = new Writing("id", "model", 1, true);
  private static final Writing ARRAY =
      new Writing("id", "model", 1, true, StreamFraming.ARRAY, Bytes.utf8(""));

  @Property(tries = 500)
  void endsAnyStreamWithExactlyOneTerminalEvent(
      @ForAll("frames") List<String> frames, @ForAll boolean isNative) {
    StreamDecoder decoder = DIALECT.streamDecoder(new Reading(isNative, true, MAX_BYTES));
    List<ChatEvent> events = new ArrayList<>();
    for (String data : frames) {
      events.addAll(decoder.decode(List.of(new WireFrame(null, Bytes.utf8(data)))));
    }
    events.addAll(decoder.end());
    check(events);
  }

  @Property(tries = 500)
  void endsAnyBytesWithExactlyOneTerminalEvent(@ForAll byte[] body, @ForAll boolean isNative) {
    Reading reading = new Reading(isNative, true, MAX_BYTES);
    check(streamed(body, body.length, reading));
    check(DIALECT.decodeWhole(Bytes.wrap(body), reading));
  }

  @Property(tries = 500)
  void endsAnyWholeBodyWithExactlyOneTerminalEvent(
      @ForAll("bodies") String body, @ForAll boolean isNative) {
    Reading reading = new Reading(isNative, true, MAX_BYTES);
    check(DIALECT.decodeWhole(Bytes.utf8(body), reading));
    check(DIALECT.decodeWhole(Bytes.utf8("[" + body + "," + body + "]"), reading));
  }

  @Property(tries = 300)
  void meansTheSameWhereverItIsCut(
      @ForAll("frames") List<String> frames,
      @ForAll("framings") String framing,
      @ForAll boolean isNative,
      @ForAll int place) {
    byte[] body = Bytes.utf8(framed(frames, framing)).array();
    Reading reading = new Reading(isNative, true, MAX_BYTES);
    int cut = Math.floorMod(place, body.length + 1);
    assertThat(said(streamed(body, cut, reading)))
        .isEqualTo(said(streamed(body, body.length, reading)));
  }

  @Property(tries = 300)
  void readsAnyErrorBody(@ForAll("bodies") String body, @ForAll("statuses") int status) {
    assertThat(DIALECT.readError(status, name -> null, Bytes.utf8(body)).message()).isNotBlank();
  }

  private static String framed(List<String> frames, String framing) {
    return switch (framing) {
      case "array" -> "[" + String.join("\n,\r\n", frames) + "]";
      case "bare" -> String.join("\n\n", frames);
      default ->
          frames.stream().map(each -> "data: " + each + framing).collect(Collectors.joining());
    };
  }

  private static List<ChatEvent> streamed(byte[] body, int cut, Reading reading) {
    Framer framer = DIALECT.framer(MAX_BYTES);
    StreamDecoder decoder = DIALECT.streamDecoder(reading);
    List<ChatEvent> events = new ArrayList<>();
    try {
      events.addAll(decoder.decode(framer.push(body, 0, cut)));
      events.addAll(decoder.decode(framer.push(body, cut, body.length - cut)));
      events.addAll(decoder.decode(framer.end()));
    } catch (DialectException refused) {
      assertThat(refused.error().message()).isNotBlank();
    }
    events.addAll(decoder.end());
    return events;
  }

  private static String said(List<ChatEvent> events) {
    StringBuilder passed = new StringBuilder();
    StringBuilder told = new StringBuilder();
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.NativeBytes bytes) {
        passed.append(bytes.bytes().utf8());
      } else {
        told.append(event);
      }
    }
    return passed.append(told).toString();
  }

  private static void check(List<ChatEvent> events) {
    assertThat(events).filteredOn(ChatEvent.Terminal.class::isInstance).hasSize(1);
    assertThat(events.get(events.size() - 1)).isInstanceOf(ChatEvent.Terminal.class);
    events.forEach(AnswerProperties::checkUsage);
    boolean isNative = events.stream().anyMatch(ChatEvent.NativeBytes.class::isInstance);
    boolean isWell = events.get(events.size() - 1) instanceof ChatEvent.MessageEnded;
    for (Writing writing : List.of(WRITING, ARRAY)) {
      StreamEncoder encoder = DIALECT.streamEncoder(writing);
      Bytes written = encoder.encode(events);
      if (!isNative && isWell) {
        byte[] stream = Objects.requireNonNull(written, "the end says something").array();
        assertThat(content(streamed(stream, stream.length, WIDE))).isEqualTo(content(events));
      }
    }
    Bytes whole = DIALECT.writeWhole(events, WRITING);
    if (!isNative && isWell) {
      assertThat(content(DIALECT.decodeWhole(whole, WIDE))).isEqualTo(content(events));
    }
  }

  /** What is said, part by part but for the order of calls, which go behind all else. */
  private static String content(List<ChatEvent> events) {
    ResponseFold fold = new ResponseFold();
    events.forEach(fold::add);
    return fold.response().choices().stream()
            .map(
                choice ->
                    choice.index()
                        + choice.message().text()
                        + only(Part.Reasoning.class, choice.message().parts())
                        + only(Part.ToolCall.class, choice.message().parts())
                        + only(Part.Opaque.class, choice.message().parts())
                        + choice.finishReason())
            .collect(Collectors.joining())
        + PlainAnswer.counts(fold.usage());
  }

  private static String only(Class<? extends Part> type, List<Part> parts) {
    return parts.stream().filter(type::isInstance).toList().toString();
  }

  private static void checkUsage(ChatEvent event) {
    if (event instanceof ChatEvent.UsageReported reported) {
      Usage usage = reported.usage();
      assertThat(usage.inputTokens()).isBetween(0L, 1_000_000_000L);
      assertThat(usage.outputTokens()).isBetween(0L, 1_000_000_000L);
      assertThat(usage.cachedInputTokens()).isBetween(0L, usage.inputTokens());
      assertThat(usage.reasoningTokens()).isBetween(0L, usage.outputTokens());
      assertThat(usage.audioInputTokens()).isBetween(0L, usage.inputTokens());
    }
  }

  @Provide
  Arbitrary<Integer> statuses() {
    return Arbitraries.integers().between(300, 599);
  }

  @Provide
  Arbitrary<String> framings() {
    return Arbitraries.of("\n\n", "\r\n\r\n", "\r\r", "array", "bare");
  }

  @Provide
  Arbitrary<List<String>> frames() {
    Arbitrary<String> frame =
        Arbitraries.frequencyOf(
            Tuple.of(12, chunks()),
            Tuple.of(4, bodies()),
            Tuple.of(1, Arbitraries.of("[DONE]", "", "  ", "oops", "7", "null", "[]", "<html>")));
    return frame.list().ofMaxSize(6);
  }

  /** Bodies that are nearly an answer. */
  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.oneOf(chunks(), JsonTexts.objects(names(), values()));
  }

  private static Arbitrary<String> chunks() {
    return Combinators.combine(
            parts().list().ofMaxSize(3),
            Arbitraries.of("0", "1", "-1", "99999", "null", "\"0\""),
            Arbitraries.of(
                "null",
                "null",
                "\"STOP\"",
                "\"STOP\"",
                "\"MAX_TOKENS\"",
                "\"SAFETY\"",
                "\"\"",
                "\"ODD\"",
                "\"MALFORMED_FUNCTION_CALL\"",
                "7"),
            Arbitraries.oneOf(values(), JsonTexts.objects(names(), values())),
            values())
        .as(
            (parts, index, finish, grounding, usage) ->
                "{\"responseId\":\"a\",\"candidates\":[{\"index\":"
                    + index
                    + ",\"content\":{\"role\":\"model\",\"parts\":["
                    + String.join(",", parts)
                    + "]},\"finishReason\":"
                    + finish
                    + ",\"groundingMetadata\":"
                    + grounding
                    + "}],\"usageMetadata\":"
                    + usage
                    + "}");
  }

  private static Arbitrary<String> parts() {
    return Arbitraries.of(
        "{\"text\":\"said\"}",
        "{\"text\":\"\\u00e9\\ud83d\\ude00\"}",
        "{\"text\":\"thought\",\"thought\":true}",
        "{\"text\":\"\",\"thoughtSignature\":\"c2ln\"}",
        "{\"text\":\"both\",\"thoughtSignature\":\"c2lnMg==\"}",
        "{\"thoughtSignature\":\"c2lnMw==\"}",
        "{\"functionCall\":{\"name\":\"f\",\"args\":{\"a\": [1, \"}\"]}}}",
        "{\"functionCall\":{\"name\":\"g\",\"id\":\"call_1\"},\"thoughtSignature\":\"c2ln\"}",
        "{\"functionCall\":{\"name\":\"h\",\"willContinue\":true}}",
        "{\"functionCall\":{\"partialArgs\":[{\"jsonPath\":\"$.a[1].b\",\"stringValue\":\"x\"}],"
            + "\"willContinue\":true}}",
        "{\"functionCall\":{\"partialArgs\":[{\"jsonPath\":\"$.a\",\"numberValue\":1}]}}",
        "{\"functionCall\":{}}",
        "{\"executableCode\":{\"code\":\"1\"}}",
        "{}",
        "[]",
        "7");
  }

  private static Arbitrary<String> names() {
    return Arbitraries.of(
        "candidates",
        "content",
        "parts",
        "text",
        "thought",
        "thoughtSignature",
        "functionCall",
        "name",
        "args",
        "partialArgs",
        "jsonPath",
        "stringValue",
        "willContinue",
        "finishReason",
        "index",
        "usageMetadata",
        "promptTokenCount",
        "candidatesTokenCount",
        "promptTokensDetails",
        "modality",
        "tokenCount",
        "promptFeedback",
        "blockReason",
        "blockReasonMessage",
        "error",
        "status",
        "code",
        "message",
        "details",
        "violations",
        "quotaId",
        "retryDelay",
        "groundingMetadata",
        "groundingChunks",
        "groundingSupports",
        "groundingChunkIndices",
        "segment",
        "startIndex",
        "endIndex",
        "web",
        "uri",
        "citationMetadata",
        "citationSources",
        "logprobsResult",
        "chosenCandidates",
        "responseId",
        "createTime",
        "serviceTier");
  }

  private static Arbitrary<String> values() {
    return Arbitraries.of(
        "null",
        "true",
        "0",
        "7",
        "-1",
        "1.5",
        "1e300",
        "1e99999",
        "\"\"",
        "\"text\"",
        "\"\\ud83d\"",
        "\"STOP\"",
        "\"$.a\"",
        "\"$.a[99999999]\"",
        "\"34.4s\"",
        "\"AUDIO\"",
        "\"2026-01-01T00:00:00Z\"",
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "[0,1]",
        "{\"promptTokenCount\":3,\"candidatesTokenCount\":4,\"thoughtsTokenCount\":9}",
        "{\"promptTokenCount\":1e30,\"cachedContentTokenCount\":7}");
  }
}
