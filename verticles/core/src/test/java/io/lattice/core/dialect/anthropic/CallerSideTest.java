package io.lattice.core.dialect.anthropic;

import static io.lattice.core.dialect.anthropic.Answers.DIALECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Citation;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Proof;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.Writing;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a caller is told. */
class CallerSideTest {
  private static final Writing WRITING = new Writing("ours", "our-model", 7, true);
  private static final ChatEvent ENDED = new ChatEvent.MessageEnded();
  private static final Bytes PIECE = Bytes.utf8("event: x\ndata: {}\n\n");

  @Test
  void passesNativeBytesWithoutCopyingThemAndEndsThem() {
    StreamEncoder encoder = DIALECT.streamEncoder(WRITING);
    assertThat(encoder.encode(List.of(new ChatEvent.NativeBytes(PIECE, true)))).isSameAs(PIECE);
    assertThat(encoder.encode(List.of(finish(FinishReason.STOP), ENDED)))
        .isEqualTo(Bytes.utf8("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"));
  }

  @Test
  void writesTheWholeSequenceOfEvents() {
    assertThat(
            types(
                new ChatEvent.MessageStarted("id", "m", 0, Map.of()),
                new ChatEvent.TextDelta(0, "Hi"),
                new ChatEvent.UsageReported(Usage.counted(5, 2)),
                finish(FinishReason.STOP),
                ENDED))
        .containsExactly(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");
  }

  @Test
  void saysForItselfWhatTheProviderDidNot() {
    assertThat(stream(new ChatEvent.TextDelta(0, "Hi")))
        .startsWith(
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"ours\","
                + "\"type\":\"message\",\"role\":\"assistant\",\"model\":\"our-model\","
                + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{"
                + "\"input_tokens\":0,\"cache_creation_input_tokens\":0,"
                + "\"cache_read_input_tokens\":0,\"output_tokens\":0}}}\n\n");
  }

  @Test
  void waitsWithTheEndUntilTheUsageIsKnown() {
    String stream =
        stream(
            new ChatEvent.TextDelta(0, "Hi"),
            finish(FinishReason.LENGTH),
            new ChatEvent.UsageReported(
                Usage.counted(10, 4).withCachedInput(3).withCacheWrites(2, 1).withReasoning(1)),
            ENDED);
    assertThat(stream)
        .contains(
            "\"delta\":{\"stop_reason\":\"max_tokens\",\"stop_sequence\":null},\"usage\":{"
                + "\"input_tokens\":5,\"cache_creation_input_tokens\":2,"
                + "\"cache_read_input_tokens\":3,\"cache_creation\":{"
                + "\"ephemeral_5m_input_tokens\":1,\"ephemeral_1h_input_tokens\":1},"
                + "\"output_tokens\":4,\"output_tokens_details\":{\"thinking_tokens\":1}}");
  }

  @Test
  void endsAFailureWithAnErrorAndNothingBehindIt() {
    ChatEvent failed =
        new ChatEvent.MessageFailed(new ChatError(ErrorKind.UPSTREAM_OVERLOADED, "busy"), null);
    assertThat(types(new ChatEvent.TextDelta(0, "Hi"), failed))
        .containsExactly("message_start", "content_block_start", "content_block_delta", "error");
    assertThat(stream(failed))
        .isEqualTo(
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                + "\"message\":\"busy\"}}\n\n");
  }

  @Test
  void keepsTheConnectionAliveWithAPing() {
    assertThat(DIALECT.streamEncoder(WRITING).keepAlive().utf8())
        .isEqualTo("event: ping\ndata: {\"type\": \"ping\"}\n\n");
    assertThat(
            DIALECT
                .streamEncoder(WRITING)
                .encode(List.of(new ChatEvent.MessageStarted("a", "m", 1, Map.of()))))
        .isNull();
  }

  @Test
  void putsCallsThatComeInTurnOneBehindTheOther() {
    List<ChatEvent> events =
        List.of(
            new ChatEvent.ToolCallStarted(0, 0, "a", "f"),
            new ChatEvent.ToolCallStarted(0, 1, "b", "g"),
            new ChatEvent.ToolCallDelta(0, 1, "{\"y\":\"}\\\""),
            new ChatEvent.ToolCallDelta(0, 0, "{\"x\":"),
            new ChatEvent.TextDelta(0, "between"),
            new ChatEvent.ToolCallDelta(0, 1, "\"}"),
            new ChatEvent.ToolCallDelta(0, 0, "1}"),
            finish(FinishReason.TOOL_CALLS),
            ENDED);
    String stream = stream(events.toArray(ChatEvent[]::new));
    checkOrder(stream);
    assertThat(PlainAnswer.ofStream(PlainAnswer.data(stream)).calls())
        .containsExactly("a f {x=1}", "b g {y=}\"}");
    assertThat(PlainAnswer.ofStream(PlainAnswer.data(stream)).text()).isEqualTo("between");
    JsonObject whole = new JsonObject(DIALECT.writeWhole(events, WRITING).utf8());
    assertThat(PlainAnswer.ofWhole(whole).calls()).containsExactly("a f {x=1}", "b g {y=}\"}");
    assertThat(whole.getString("stop_reason")).isEqualTo("tool_use");
  }

  @Test
  void streamsACallAtOnceWhereTheOneBeforeIsComplete() {
    StreamEncoder encoder = DIALECT.streamEncoder(WRITING);
    encoder.encode(
        List.of(
            new ChatEvent.ToolCallStarted(0, 0, "a", "f"),
            new ChatEvent.ToolCallDelta(0, 0, "{}")));
    Bytes next =
        encoder.encode(
            List.of(
                new ChatEvent.ToolCallStarted(0, 1, "b", "g"),
                new ChatEvent.ToolCallDelta(0, 1, "{")));
    assertThat(Objects.requireNonNull(next).utf8())
        .contains("\"id\":\"b\"", "\"partial_json\":\"{\"");
  }

  @Test
  void givesEveryProofAPlaceFromWhichItComesBack() {
    String stream =
        stream(
            new ChatEvent.ReasoningDelta(0, "so"),
            new ChatEvent.ReasoningSigned(0, Proof.signature("s", "anthropic")),
            new ChatEvent.ReasoningSigned(0, Proof.encrypted("e", "anthropic")),
            new ChatEvent.ReasoningSigned(0, Proof.signature("g", "gemini")),
            new ChatEvent.ToolCallStarted(0, 0, "a", "f"),
            new ChatEvent.ToolCallDelta(0, 0, "{}"),
            new ChatEvent.ToolCallSigned(0, 0, Proof.signature("c", "gemini")),
            ENDED);
    assertThat(PlainAnswer.ofStream(PlainAnswer.data(stream)).proofs())
        .containsExactly("s", "e", "lattice:gemini:g", "lattice:call:gemini:c");
    checkOrder(stream);
  }

  @Test
  void tellsARefusalBesideTheReason() {
    List<ChatEvent> events =
        List.of(new ChatEvent.RefusalDelta(0, "no"), finish(FinishReason.STOP), ENDED);
    String end =
        "\"stop_reason\":\"refusal\",\"stop_sequence\":null,\"stop_details\":{\"type\":\"refusal\","
            + "\"category\":null,\"explanation\":\"no\"}";
    assertThat(stream(events.toArray(ChatEvent[]::new))).contains(end);
    assertThat(DIALECT.writeWhole(events, WRITING).utf8()).contains("\"content\":[]", end);
  }

  @Test
  void citesInTheBlockThatIsSupportedAndNotInTheNext() {
    Citation page = new Citation("https://a", null, 0, 3);
    List<ChatEvent> events =
        List.of(
            new ChatEvent.TextDelta(0, "one"),
            new ChatEvent.CitationAdded(0, page),
            new ChatEvent.TextDelta(0, "two"),
            new ChatEvent.CitationAdded(0, new Citation("", "nowhere", 0, 3)),
            ENDED);
    assertThat(DIALECT.writeWhole(events, WRITING).utf8())
        .contains(
            "[{\"type\":\"text\",\"text\":\"one\",\"citations\":[{\"type\":"
                + "\"web_search_result_location\",\"url\":\"https://a\",\"title\":null,"
                + "\"cited_text\":\"\",\"encrypted_index\":\"\"}]},"
                + "{\"type\":\"text\",\"text\":\"two\"}]");
  }

  @Test
  void repeatsWhichSequenceStoppedIt() {
    assertThat(
            stream(
                new ChatEvent.TextDelta(0, "Hi"),
                new ChatEvent.ExtraAdded(0, "stop_sequence", Json.of("\"END\"")),
                finish(FinishReason.STOP),
                ENDED))
        .contains("\"stop_reason\":\"stop_sequence\",\"stop_sequence\":\"END\"");
  }

  @Test
  void wrapsArgumentsOfAWholeAnswerThatAreNoObject() {
    List<ChatEvent> events =
        List.of(
            new ChatEvent.ToolCallStarted(0, 0, "a", "f"),
            new ChatEvent.ToolCallDelta(0, 0, "oops"),
            ENDED);
    assertThat(DIALECT.writeWhole(events, WRITING).utf8())
        .contains("\"input\":{\"_raw\":\"oops\"}");
  }

  /** Blocks are numbered in turn, and none begins before the last has ended. */
  static void checkOrder(String stream) {
    int open = -1;
    int next = 0;
    for (JsonObject event : PlainAnswer.data(stream)) {
      switch (event.getString("type")) {
        case "content_block_start" -> {
          assertThat(open).isEqualTo(-1);
          assertThat(event.getInteger("index")).isEqualTo(next);
          open = next++;
        }
        case "content_block_delta" -> assertThat(event.getInteger("index")).isEqualTo(open);
        case "content_block_stop" -> {
          assertThat(event.getInteger("index")).isEqualTo(open);
          open = -1;
        }
        case "message_delta" -> assertThat(open).isEqualTo(-1);
        default -> {
          // Is not about a block.
        }
      }
    }
  }

  private static ChatEvent finish(FinishReason reason) {
    return new ChatEvent.ChoiceFinished(0, reason, "");
  }

  private static String stream(ChatEvent... events) {
    Bytes bytes = DIALECT.streamEncoder(WRITING).encode(List.of(events));
    return bytes == null ? "" : bytes.utf8();
  }

  private static List<String> types(ChatEvent... events) {
    return Arrays.stream(stream(events).split("\n"))
        .filter(line -> line.startsWith("event: "))
        .map(line -> line.substring(7))
        .toList();
  }
}
