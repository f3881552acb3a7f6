package io.lattice.core.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.JsonTexts;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
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
  private static final Reading TYPED = new Reading(false, true, 1 << 24);
  private static final Writing WRITING = new Writing("id", "model", 1, true);
  private static final ResponsesDialect DIALECT = new ResponsesDialect();

  @Property(tries = 600)
  void endsAnyStreamWithExactlyOneTerminalEvent(
      @ForAll("frames") List<WireFrame> frames, @ForAll boolean isNative) {
    StreamDecoder decoder = DIALECT.streamDecoder(new Reading(isNative, true, MAX_BYTES));
    List<ChatEvent> events = new ArrayList<>();
    frames.forEach(frame -> events.addAll(decoder.decode(List.of(frame))));
    events.addAll(decoder.end());
    check(events);
  }

  @Property(tries = 400)
  void endsAnyBytesWithExactlyOneTerminalEvent(@ForAll byte[] body, @ForAll boolean isNative) {
    Reading reading = new Reading(isNative, true, MAX_BYTES);
    Framer framer = DIALECT.framer(MAX_BYTES);
    StreamDecoder decoder = DIALECT.streamDecoder(reading);
    List<ChatEvent> events = new ArrayList<>();
    try {
      events.addAll(decoder.decode(framer.push(body, 0, body.length)));
      events.addAll(decoder.decode(framer.end()));
    } catch (DialectException refused) {
      assertThat(refused.error().message()).isNotBlank();
    }
    events.addAll(decoder.end());
    check(events);
    check(DIALECT.decodeWhole(Bytes.wrap(body), reading));
  }

  @Property(tries = 600)
  void endsAnyWholeBodyWithExactlyOneTerminalEvent(
      @ForAll("bodies") String body, @ForAll boolean isNative) {
    check(DIALECT.decodeWhole(Bytes.utf8(body), new Reading(isNative, true, MAX_BYTES)));
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
    byte[] stream =
        Objects.requireNonNull(DIALECT.streamEncoder(WRITING).encode(events), "says its end")
            .array();
    if (events.stream().anyMatch(ChatEvent.NativeBytes.class::isInstance)) {
      return;
    }
    StreamDecoder decoder = DIALECT.streamDecoder(TYPED);
    List<ChatEvent> read =
        new ArrayList<>(decoder.decode(DIALECT.framer(1 << 24).push(stream, 0, stream.length)));
    read.addAll(decoder.end());
    assertThat(read.get(read.size() - 1)).hasSameClassAs(events.get(events.size() - 1));
    assertThat(said(read)).isEqualTo(said(events));
    if (events.get(events.size() - 1) instanceof ChatEvent.MessageEnded) {
      Bytes whole = DIALECT.writeWhole(events, WRITING);
      assertThat(said(DIALECT.decodeWhole(whole, TYPED))).isEqualTo(said(events));
    }
  }

  /** All but where citations and proofs stand among the rest. */
  private static PlainAnswer said(List<ChatEvent> events) {
    PlainAnswer answer = PlainAnswer.ofEvents(events);
    boolean ended = events.get(events.size() - 1) instanceof ChatEvent.MessageEnded;
    return new PlainAnswer(
        answer.text(),
        answer.reasoning(),
        answer.refusal(),
        ended ? answer.proofs() : List.of(),
        answer.calls(),
        answer.others(),
        answer.citations(),
        ended ? answer.tokens() : 0,
        ended ? answer.usage() : null);
  }

  @Provide
  Arbitrary<List<WireFrame>> frames() {
    Arbitrary<String> data =
        Arbitraries.frequencyOf(
            Tuple.of(12, pieces()),
            Tuple.of(3, bodies()),
            Tuple.of(1, Arbitraries.of("[DONE]", "", "  ", "oops", "7", "null", "[]", "<html>")));
    Arbitrary<String> names = Arbitraries.of("error", "message", "response.queued", "ping");
    return Combinators.combine(data, names.injectNull(0.9))
        .as((text, name) -> new WireFrame(name, Bytes.utf8(text)))
        .list()
        .ofMaxSize(9);
  }

  /** Bodies that are nearly an answer. */
  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.oneOf(responses(), JsonTexts.objects(names(), values()));
  }

  private static Arbitrary<String> pieces() {
    Arbitrary<String> types =
        Arbitraries.of(
            "output_item.added",
            "output_item.done",
            "content_part.added",
            "output_text.delta",
            "output_text.annotation.added",
            "refusal.delta",
            "function_call_arguments.delta",
            "reasoning_summary_text.delta",
            "reasoning_text.delta",
            "created",
            "completed",
            "incomplete",
            "web_search_call.searching");
    return Combinators.combine(
            types, indexes(), indexes(), items(), Arbitraries.of("\"a\"", "\"\"", "7"), responses())
        .as(
            (type, output, content, item, delta, response) ->
                "{\"type\":\"response."
                    + type
                    + "\",\"output_index\":"
                    + output
                    + ",\"content_index\":"
                    + content
                    + ",\"summary_index\":"
                    + content
                    + ",\"item\":"
                    + item
                    + ",\"delta\":"
                    + delta
                    + ",\"annotation\":{\"type\":\"url_citation\",\"url\":\"u\"},\"response\":"
                    + response
                    + "}");
  }

  private static Arbitrary<String> indexes() {
    return Arbitraries.of("0", "1", "2", "-1", "99999", "null", "\"0\"");
  }

  private static Arbitrary<String> items() {
    return Arbitraries.frequencyOf(
        Tuple.of(
            6,
            Arbitraries.of(
                "{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"abc\"}]}",
                "{\"type\":\"message\",\"content\":[{\"type\":\"refusal\",\"refusal\":\"no\"}]}",
                "{\"type\":\"reasoning\",\"encrypted_content\":\"e\"}",
                "{\"type\":\"reasoning\",\"summary\":[{\"text\":\"s\"},{\"text\":\"t\"}]}",
                "{\"type\":\"reasoning\",\"encrypted_content\":\"lattice.a.signature.x\"}",
                "{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\","
                    + "\"arguments\":\"{}\"}",
                "{\"type\":\"function_call\"}",
                "{\"type\":\"web_search_call\"}")),
        Tuple.of(1, JsonTexts.objects(names(), values())),
        Tuple.of(1, values()));
  }

  private static Arbitrary<String> responses() {
    return Combinators.combine(
            Arbitraries.of(
                "completed", "incomplete", "failed", "cancelled", "queued", "in_progress", "odd"),
            items().list().ofMaxSize(3),
            values(),
            Arbitraries.of("null", "null", "null", "{}", "{\"code\":\"server_error\"}", "\"e\""))
        .as(
            (status, items, usage, error) ->
                "{\"id\":\"resp_1\",\"status\":\""
                    + status
                    + "\",\"output\":["
                    + String.join(",", items)
                    + "],\"usage\":"
                    + usage
                    + ",\"error\":"
                    + error
                    + "}");
  }

  private static Arbitrary<String> names() {
    return Arbitraries.of(
        "id",
        "type",
        "model",
        "created_at",
        "status",
        "output",
        "usage",
        "error",
        "response",
        "item",
        "content",
        "text",
        "refusal",
        "summary",
        "encrypted_content",
        "annotations",
        "logprobs",
        "call_id",
        "name",
        "arguments",
        "input_tokens",
        "output_tokens",
        "total_tokens",
        "incomplete_details",
        "reason",
        "x");
  }

  private static Arbitrary<String> values() {
    return Arbitraries.of(
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "1e300",
        "1e99999",
        "\"\"",
        "\"text\"",
        "\"\\ud83d\"",
        "\"message\"",
        "\"completed\"",
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "{\"input_tokens\":3,\"output_tokens\":4,\"total_tokens\":7,"
            + "\"output_tokens_details\":{\"reasoning_tokens\":2}}");
  }
}
