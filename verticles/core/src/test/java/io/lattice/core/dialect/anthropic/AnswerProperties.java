package io.lattice.core.dialect.anthropic;

import static io.lattice.core.dialect.anthropic.Answers.DIALECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ResponseFold;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.JsonTexts;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.WireFrame;
import io.lattice.core.dialect.Writing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
import net.jqwik.api.constraints.IntRange;

/** Whatever a provider sends is an answer or a typed failure, and can be shown to a caller. */
class AnswerProperties {
  private static final int MAX_BYTES = 1 << 16;
  private static final Writing WRITING = new Writing("id", "model", 1, true);

  /** An answer with something of everything. */
  private static final String FULL =
      events(
          "{'type':'message_start','message':{'id':'m','model':'c','content':[],"
              + "'usage':{'input_tokens':3,'output_tokens':1}}}",
          "{'type':'content_block_start','index':0,'content_block':{'type':'thinking',"
              + "'thinking':'','signature':''}}",
          "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta',"
              + "'thinking':'t'}}",
          "{'type':'content_block_delta','index':0,'delta':{'type':'signature_delta',"
              + "'signature':'s'}}",
          "{'type':'content_block_stop','index':0}",
          "{'type':'content_block_start','index':1,'content_block':{'type':'text','text':''}}",
          "{'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':'Hi é'}}",
          "{'type':'content_block_stop','index':1}",
          "{'type':'content_block_start','index':2,'content_block':{'type':'tool_use','id':'i',"
              + "'name':'f','input':{}}}",
          "{'type':'content_block_delta','index':2,'delta':{'type':'input_json_delta',"
              + "'partial_json':'{}'}}",
          "{'type':'content_block_stop','index':2}",
          "{'type':'message_delta','delta':{'stop_reason':'tool_use'},'usage':{'output_tokens':7}}",
          "{'type':'message_stop'}");

  private static String events(String... data) {
    return Arrays.stream(data)
        .map(each -> "data: " + each.replace('\'', '"') + "\n\n")
        .collect(Collectors.joining());
  }

  @Property(tries = 500)
  void endsAnyStreamWithExactlyOneTerminalEvent(
      @ForAll("frames") List<String> frames, @ForAll boolean isNative) {
    StreamDecoder decoder = DIALECT.streamDecoder(new Reading(isNative, true, MAX_BYTES));
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
    checkBytes(body, isNative);
  }

  @Property(tries = 400)
  void endsADamagedAnswerWithExactlyOneTerminalEvent(
      @ForAll @IntRange(max = 10_000) int place,
      @ForAll byte value,
      @ForAll @IntRange(max = 3) int length,
      @ForAll boolean isNative) {
    byte[] body = FULL.getBytes(StandardCharsets.UTF_8);
    int start = place % body.length;
    Arrays.fill(body, start, Math.min(body.length, start + length), value);
    checkBytes(body, isNative);
  }

  @Property(tries = 300)
  void meansTheSameHoweverItIsSplit(@ForAll List<@IntRange(min = 1, max = 90) Integer> pieces) {
    byte[] body = FULL.getBytes(StandardCharsets.UTF_8);
    Framer framer = DIALECT.framer(MAX_BYTES);
    StreamDecoder decoder = DIALECT.streamDecoder(new Reading(false, true, MAX_BYTES));
    List<ChatEvent> events = new ArrayList<>();
    int from = 0;
    for (int piece : pieces) {
      int length = Math.min(piece, body.length - from);
      events.addAll(decoder.decode(framer.push(body, from, length)));
      from += length;
    }
    events.addAll(decoder.decode(framer.push(body, from, body.length - from)));
    events.addAll(decoder.decode(framer.end()));
    events.addAll(decoder.end());
    assertThat(events).isEqualTo(Answers.decode(Answers.TYPED, FULL));
  }

  @Property(tries = 400)
  void endsAnyWholeBodyWithExactlyOneTerminalEvent(
      @ForAll("bodies") String body, @ForAll boolean isNative) {
    check(DIALECT.decodeWhole(Bytes.utf8(body), new Reading(isNative, true, MAX_BYTES)));
  }

  private static void checkBytes(byte[] body, boolean isNative) {
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

  private static void check(List<ChatEvent> events) {
    assertThat(events).filteredOn(ChatEvent.Terminal.class::isInstance).hasSize(1);
    assertThat(Answers.last(events)).isInstanceOf(ChatEvent.Terminal.class);
    events.forEach(AnswerProperties::checkUsage);
    checkWritten(events);
  }

  private static void checkUsage(ChatEvent event) {
    if (event instanceof ChatEvent.UsageReported reported) {
      Usage usage = reported.usage();
      assertThat(usage.inputTokens()).isBetween(0L, 1_000_000_000L);
      assertThat(usage.outputTokens()).isBetween(0L, 1_000_000_000L);
      assertThat(usage.cachedInputTokens()).isBetween(0L, usage.inputTokens());
      assertThat(usage.cacheWriteTokens()).isBetween(0L, usage.inputTokens());
      assertThat(usage.reasoningTokens()).isBetween(0L, usage.outputTokens());
    }
  }

  /** Our own words are read again, and say the same. */
  private static void checkWritten(List<ChatEvent> events) {
    Bytes written = DIALECT.streamEncoder(WRITING).encode(events);
    String stream = Objects.requireNonNull(written, "the end says something").utf8();
    boolean isNative = events.stream().anyMatch(ChatEvent.NativeBytes.class::isInstance);
    if (isNative || !(Answers.last(events) instanceof ChatEvent.MessageEnded)) {
      return;
    }
    CallerSideTest.checkOrder(stream);
    String expected = said(events);
    assertThat(said(Answers.decode(Answers.TYPED, stream))).isEqualTo(expected);
    Bytes whole = DIALECT.writeWhole(events, WRITING);
    assertThat(DIALECT.decodeWhole(whole, Answers.TYPED).toString()).contains("MessageEnded");
  }

  /** Text, thought, refusal, calls and usage. */
  private static String said(List<ChatEvent> events) {
    ResponseFold fold = new ResponseFold();
    events.forEach(fold::add);
    ChatResponse response = fold.response();
    StringBuilder said = new StringBuilder();
    for (ChatResponse.Choice choice : response.choices()) {
      for (Part part : choice.message().parts()) {
        if (part instanceof Part.ToolCall call) {
          said.append(call.id()).append(call.name()).append(call.arguments()).append(';');
        } else if (part instanceof Part.Reasoning thought) {
          said.append(thought.text()).append('~').append(thought.proof()).append(';');
        } else if (part instanceof Part.Refusal refusal) {
          said.append(refusal.text()).append(';');
        }
      }
      said.append(choice.message().text()).append(choice.citations().size());
    }
    Usage usage = response.usage();
    return said + (usage == null ? "[0, 0, 0, 0, 0, 0]" : "" + PlainAnswer.counts(usage));
  }

  @Provide
  Arbitrary<List<String>> frames() {
    Arbitrary<String> frame =
        Arbitraries.frequencyOf(
            Tuple.of(12, nearlyEvents()),
            Tuple.of(2, bodies()),
            Tuple.of(3, Arbitraries.of("{\"type\":\"message_stop\"}")),
            Tuple.of(1, Arbitraries.of("[DONE]", "", "  ", "oops", "7", "null", "[]", "<html>")));
    return frame.list().ofMaxSize(8);
  }

  private static Arbitrary<String> nearlyEvents() {
    return Combinators.combine(
            Arbitraries.of(
                "message_start",
                "content_block_start",
                "content_block_delta",
                "content_block_stop",
                "message_delta",
                "message",
                "ping",
                "other"),
            Arbitraries.of("0", "1", "-1", "1e99", "null"),
            blocks(),
            blocks(),
            Arbitraries.of("null", "\"end_turn\"", "\"tool_use\"", "\"refusal\"", "7", "\"odd\""),
            values())
        .as(
            (type, index, block, delta, stop, usage) ->
                ("{\"type\":\"%s\",\"index\":%s,\"content_block\":%s,\"delta\":%s,"
                        + "\"stop_reason\":%s,\"usage\":%s,\"content\":[%s],"
                        + "\"message\":{\"usage\":%s,\"id\":%s}}")
                    .formatted(type, index, block, delta, stop, usage, block, usage, stop));
  }

  private static Arbitrary<String> blocks() {
    return Arbitraries.frequencyOf(
        Tuple.of(
            4,
            Arbitraries.of(
                "{\"type\":\"text\",\"text\":\"a\"}",
                "{\"type\":\"thinking\",\"thinking\":\"b\",\"signature\":\"c\"}",
                "{\"type\":\"redacted_thinking\",\"data\":\"d\"}",
                "{\"type\":\"tool_use\",\"id\":\"i\",\"name\":\"f\",\"input\":{\"x\":1}}",
                "{\"type\":\"tool_use\",\"name\":\"lattice_json_answer\",\"input\":[]}",
                "{\"type\":\"input_json_delta\",\"partial_json\":\"{\"}",
                "{\"type\":\"server_tool_use\",\"x\":1.0}",
                "{\"stop_reason\":\"end_turn\",\"stop_sequence\":\"x\"}",
                "{\"type\":\"citations_delta\",\"citation\":{\"url\":\"u\"}}")),
        Tuple.of(1, JsonTexts.objects(names(), values())));
  }

  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.oneOf(
        JsonTexts.objects(names(), values()),
        blocks().map(block -> "{\"content\":[" + block + "],\"stop_reason\":\"end_turn\"}"));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.of(
        "id",
        "type",
        "model",
        "content",
        "usage",
        "error",
        "index",
        "delta",
        "message",
        "content_block",
        "text",
        "thinking",
        "signature",
        "data",
        "name",
        "input",
        "partial_json",
        "citations",
        "citation",
        "url",
        "caller",
        "stop_reason",
        "stop_sequence",
        "stop_details",
        "explanation",
        "input_tokens",
        "output_tokens",
        "cache_read_input_tokens",
        "cache_creation",
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
        "\"tool_use\"",
        "\"thinking\"",
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "{\"input_tokens\":3,\"output_tokens\":4,\"cache_read_input_tokens\":5}",
        "{\"output_tokens\":2,\"cache_creation_input_tokens\":9e20}");
  }
}
