package io.lattice.core.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.JsonTexts;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.WireFrame;
import io.lattice.core.dialect.Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
  private static final Writing WRITING = new Writing("id", "model", 1, true);

  @Property(tries = 400)
  void endsAnyStreamWithExactlyOneTerminalEvent(
      @ForAll("frames") List<String> frames,
      @ForAll OpenAiFlavor flavor,
      @ForAll boolean isNative,
      @ForAll boolean usageAsked) {
    StreamDecoder decoder =
        OpenAiDialect.of(flavor).streamDecoder(new Reading(isNative, usageAsked, MAX_BYTES));
    List<ChatEvent> events = new ArrayList<>();
    for (String data : frames) {
      String name = data.startsWith("oops") ? "error" : null;
      events.addAll(decoder.decode(List.of(new WireFrame(name, Bytes.utf8(data)))));
    }
    events.addAll(decoder.end());
    check(events);
  }

  @Property(tries = 400)
  void endsAnyBytesWithExactlyOneTerminalEvent(@ForAll byte[] body, @ForAll boolean isNative) {
    Reading reading = new Reading(isNative, true, MAX_BYTES);
    OpenAiDialect dialect = OpenAiDialect.of(OpenAiFlavor.COMPATIBLE);
    Framer framer = dialect.framer(MAX_BYTES);
    StreamDecoder decoder = dialect.streamDecoder(reading);
    List<ChatEvent> events = new ArrayList<>();
    try {
      events.addAll(decoder.decode(framer.push(body, 0, body.length)));
      events.addAll(decoder.decode(framer.end()));
    } catch (DialectException refused) {
      assertThat(refused.error().message()).isNotBlank();
    }
    events.addAll(decoder.end());
    check(events);
    check(dialect.decodeWhole(Bytes.wrap(body), reading));
  }

  @Property(tries = 400)
  void endsAnyWholeBodyWithExactlyOneTerminalEvent(
      @ForAll("bodies") String body, @ForAll OpenAiFlavor flavor, @ForAll boolean isNative) {
    check(
        OpenAiDialect.of(flavor)
            .decodeWhole(Bytes.utf8(body), new Reading(isNative, true, MAX_BYTES)));
  }

  private static void check(List<ChatEvent> events) {
    assertThat(events).filteredOn(ChatEvent.Terminal.class::isInstance).hasSize(1);
    assertThat(events.get(events.size() - 1)).isInstanceOf(ChatEvent.Terminal.class);
    events.forEach(AnswerProperties::checkUsage);
    checkWritten(events);
  }

  private static void checkUsage(ChatEvent event) {
    if (event instanceof ChatEvent.UsageReported reported) {
      Usage usage = reported.usage();
      assertThat(usage.inputTokens()).isBetween(0L, 1_000_000_000L);
      assertThat(usage.outputTokens()).isBetween(0L, 2_000_000_000L);
      assertThat(usage.cachedInputTokens()).isBetween(0L, usage.inputTokens());
      assertThat(usage.reasoningTokens()).isBetween(0L, usage.outputTokens());
    }
  }

  /** Our own words are read again, and say the same. */
  private static void checkWritten(List<ChatEvent> events) {
    OpenAiDialect dialect = OpenAiDialect.of(OpenAiFlavor.OPENAI);
    StreamEncoder encoder = dialect.streamEncoder(WRITING);
    Bytes written = Objects.requireNonNull(encoder.encode(events), "the end says something");
    if (events.stream().anyMatch(ChatEvent.NativeBytes.class::isInstance)) {
      return;
    }
    byte[] stream = written.array();
    StreamDecoder decoder = dialect.streamDecoder(new Reading(false, true, 1 << 24));
    List<ChatEvent> read =
        new ArrayList<>(decoder.decode(dialect.framer(1 << 24).push(stream, 0, stream.length)));
    read.addAll(decoder.end());
    if (events.get(events.size() - 1) instanceof ChatEvent.MessageEnded) {
      assertThat(PlainAnswer.said(read)).isEqualTo(PlainAnswer.said(events));
      Bytes whole = dialect.writeWhole(events, WRITING);
      assertThat(PlainAnswer.said(dialect.decodeWhole(whole, new Reading(false, true, 1 << 24))))
          .isEqualTo(PlainAnswer.said(events));
    }
  }

  @Provide
  Arbitrary<List<String>> frames() {
    Arbitrary<String> frame =
        Arbitraries.frequencyOf(
            Tuple.of(12, chunks()),
            Tuple.of(4, bodies()),
            Tuple.of(2, Arbitraries.of("[DONE]", "", "  ", "oops", "7", "null", "[]", "<html>")));
    return frame.list().ofMaxSize(6);
  }

  /** Bodies that are nearly an answer. */
  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.oneOf(chunks(), JsonTexts.objects(names(), values()));
  }

  private static Arbitrary<String> chunks() {
    Arbitrary<String> said = JsonTexts.objects(names(), values());
    return Combinators.combine(
            said,
            Arbitraries.of("delta", "message"),
            Arbitraries.of("0", "1", "-1", "99999", "null", "\"0\""),
            Arbitraries.of("null", "\"stop\"", "\"length\"", "\"error\"", "\"\"", "\"odd\"", "7"),
            values())
        .as(
            (delta, member, index, finish, usage) ->
                "{\"id\":\"a\",\"choices\":[{\"index\":"
                    + index
                    + ",\""
                    + member
                    + "\":"
                    + delta
                    + ",\"finish_reason\":"
                    + finish
                    + "}],\"usage\":"
                    + usage
                    + "}");
  }

  private static Arbitrary<String> names() {
    return Arbitraries.of(
        "id",
        "model",
        "created",
        "choices",
        "usage",
        "error",
        "index",
        "delta",
        "message",
        "role",
        "content",
        "text",
        "refusal",
        "reasoning_content",
        "reasoning",
        "thinking_blocks",
        "type",
        "thinking",
        "signature",
        "data",
        "tool_calls",
        "function",
        "custom",
        "name",
        "arguments",
        "input",
        "function_call",
        "annotations",
        "url_citation",
        "url",
        "citations",
        "logprobs",
        "finish_reason",
        "prompt_tokens",
        "completion_tokens",
        "total_tokens",
        "completion_tokens_details",
        "reasoning_tokens",
        "cached_tokens",
        "x");
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
        "\"stop\"",
        "\"function\"",
        "\"thinking\"",
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]",
        "[{\"index\":0,\"id\":\"d\",\"function\":{\"name\":\"g\",\"arguments\":\"}\"}}]",
        "[{\"function\":{\"arguments\":\"x\"},\"y\":1}]",
        "[{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"s\"}]",
        "{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":9}");
  }
}
