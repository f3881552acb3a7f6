package io.lattice.core.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Citation;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.StreamFraming;
import io.lattice.core.dialect.Writing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a caller of this dialect is shown of anybody's answer. */
class CallerSideTest {
  private static final GeminiDialect DIALECT = GeminiDialect.of(GeminiApi.DEVELOPER);
  private static final Writing WRITING = new Writing("ours", "our-model", 7, true);
  private static final Writing ARRAY =
      new Writing("ours", "our-model", 7, true, StreamFraming.ARRAY, Bytes.utf8(""));
  private static final Bytes PIECE = Bytes.utf8("data: {\"candidates\": []}\n\n");
  private static final ChatEvent NATIVE = new ChatEvent.NativeBytes(PIECE, true);
  private static final ChatEvent TEXT = new ChatEvent.TextDelta(0, "Hi");
  private static final ChatEvent FINISHED =
      new ChatEvent.ChoiceFinished(0, FinishReason.TOOL_CALLS, "tool_use");
  private static final ChatEvent USED = new ChatEvent.UsageReported(Usage.counted(5, 4));
  private static final ChatEvent ENDED = new ChatEvent.MessageEnded();
  private static final ChatEvent FAILED =
      new ChatEvent.MessageFailed(new ChatError(ErrorKind.UPSTREAM_TIMEOUT, "slow"), null);

  @Test
  void passesNativeBytesWithoutCopyingThemAndAddsNothing() {
    StreamEncoder encoder = DIALECT.streamEncoder(WRITING);
    assertThat(encoder.encode(List.of(NATIVE))).isSameAs(PIECE);
    assertThat(encoder.encode(List.of(FINISHED, USED, ENDED))).isNull();
    assertThat(DIALECT.writeWhole(List.of(NATIVE, USED, ENDED), WRITING)).isEqualTo(PIECE);
  }

  @Test
  void showsCallsOnlyWholeAndWithTheFinish() {
    String body =
        text(
            WRITING,
            new ChatEvent.MessageStarted("msg_1", "claude", 0, Map.of("odd", Json.of("1"))),
            new ChatEvent.ToolCallStarted(0, 1, "toolu_2", "g"),
            new ChatEvent.ToolCallStarted(0, 0, "toolu_1", "f"),
            new ChatEvent.ToolCallDelta(0, 1, "{\"b\":"),
            new ChatEvent.ToolCallDelta(0, 0, ""),
            TEXT,
            new ChatEvent.ToolCallDelta(0, 1, "2}"),
            FINISHED,
            USED,
            ENDED);
    List<JsonObject> chunks = PlainAnswer.chunks(body);
    assertThat(chunks).hasSize(2);
    assertThat(chunks.get(1))
        .isEqualTo(
            new JsonObject(
                ("{'candidates':[{'content':{'parts':["
                        + "{'functionCall':{'id':'toolu_1','name':'f','args':{}}},"
                        + "{'functionCall':{'id':'toolu_2','name':'g','args':{'b':2}}}],"
                        + "'role':'model'},'index':0,'finishReason':'STOP'}],'usageMetadata':"
                        + "{'promptTokenCount':5,'candidatesTokenCount':4,'totalTokenCount':9},"
                        + "'modelVersion':'claude','responseId':'msg_1'}")
                    .replace('\'', '"')));
  }

  @Test
  void neverFakesAnEnd() {
    assertThat(text(WRITING, TEXT, FINISHED, USED, FAILED))
        .doesNotContain("finishReason", "usageMetadata")
        .endsWith(
            "\n\ndata: {\"error\":{\"code\":504,\"message\":\"slow\","
                + "\"status\":\"DEADLINE_EXCEEDED\",\"details\":[{\"@type\":"
                + "\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"UPSTREAM_TIMEOUT\","
                + "\"domain\":\"lattice\"}]}}\n\n");
  }

  @Test
  void isKeptAliveByWhatSaysNothingInEitherFraming() {
    assertThat(DIALECT.streamEncoder(WRITING).keepAlive().utf8()).isBlank().isEqualTo("\n\n");
    assertThat(DIALECT.streamEncoder(ARRAY).keepAlive().utf8()).isBlank();
    assertThat(DIALECT.streamType(WRITING)).isEqualTo("text/event-stream");
    assertThat(DIALECT.streamType(ARRAY)).isEqualTo("application/json");
  }

  @Test
  void writesTheSameStreamAsOneArray() {
    StreamEncoder encoder = DIALECT.streamEncoder(ARRAY);
    StringBuilder body = new StringBuilder();
    for (ChatEvent event : List.of(TEXT, USED, FINISHED, TEXT, ENDED)) {
      Bytes piece = encoder.encode(List.of(event));
      body.append(encoder.keepAlive().utf8()).append(piece == null ? "" : piece.utf8());
    }
    JsonArray items = new JsonArray(body.toString());
    assertThat(items).hasSize(3);
    assertThat(new JsonArray(text(ARRAY, NATIVE, NATIVE, ENDED))).hasSize(2);
    assertThat(new JsonArray(text(ARRAY, TEXT, FAILED)).getJsonObject(1).containsKey("error"))
        .isTrue();
    assertThat(text(ARRAY, NATIVE, ENDED)).startsWith("[{").endsWith("]");
  }

  @Test
  void keepsTheProofsOfOthersForThem() {
    Proof proof = Proof.signature("sig", "anthropic");
    List<ChatEvent> events =
        List.of(
            new ChatEvent.ReasoningDelta(0, "Hm."),
            new ChatEvent.ReasoningSigned(0, proof),
            TEXT,
            new ChatEvent.ChoiceFinished(0, FinishReason.STOP, "end_turn"),
            ENDED);
    String kept = ForeignProof.write(proof);
    assertThat(text(WRITING, events))
        .contains("{\"text\":\"\",\"thought\":true,\"thoughtSignature\":\"" + kept + "\"}");
    assertThat(DIALECT.writeWhole(events, WRITING).utf8())
        .contains("{\"text\":\"Hm.\",\"thought\":true,\"thoughtSignature\":\"" + kept + "\"}");
  }

  @Test
  void citesInBytesAndTellsLogProbabilities() {
    List<ChatEvent> events =
        List.of(
            new ChatEvent.TextDelta(0, "Zürich, ja"),
            new ChatEvent.CitationAdded(0, new Citation("https://a.example", "A", 8, 10)),
            new ChatEvent.CitationAdded(0, new Citation("https://b.example", null, null, null)),
            new ChatEvent.LogprobsAdded(
                0, Json.of("{\"content\":[{\"token\":\"Z\",\"logprob\":-0.5}]}")),
            new ChatEvent.ExtraAdded(0, "content_filter_results", Json.of("{}")),
            new ChatEvent.ChoiceFinished(0, FinishReason.CONTENT_FILTER, "content_filter"),
            ENDED);
    for (JsonObject answer :
        List.of(
            PlainAnswer.chunks(text(WRITING, events)).get(1),
            new JsonObject(DIALECT.writeWhole(events, WRITING).utf8()))) {
      JsonObject candidate = answer.getJsonArray("candidates").getJsonObject(0);
      assertThat(candidate.getString("finishReason")).isEqualTo("SAFETY");
      assertThat(candidate.containsKey("content_filter_results")).isFalse();
      assertThat(candidate.getJsonObject("logprobsResult").encode())
          .isEqualTo(
              "{\"chosenCandidates\":[{\"token\":\"Z\",\"logProbability\":-0.5}],"
                  + "\"topCandidates\":[{\"candidates\":[]}]}");
      JsonObject grounding = candidate.getJsonObject("groundingMetadata");
      assertThat(grounding.getJsonArray("groundingChunks")).hasSize(2);
      assertThat(grounding.getJsonArray("groundingSupports").encode())
          .isEqualTo(
              "[{\"segment\":{\"startIndex\":9,\"endIndex\":11,\"text\":\"ja\"},"
                  + "\"groundingChunkIndices\":[0]}]");
    }
  }

  @Test
  void leavesOutThePartsThatOnlyOthersUnderstand() {
    ChatEvent foreign =
        new ChatEvent.OpaqueAdded(0, new Part.Opaque("anthropic", Json.of("{\"a\":1}")));
    assertThat(DIALECT.streamEncoder(WRITING).encode(List.of(foreign))).isNull();
  }

  @Test
  void tellsWhatWasWrongWhereAndForHowLong() {
    ChatError error =
        new ChatError(ErrorKind.INVALID_REQUEST, "x must be y", "invalid_value", "x", null, null);
    JsonObject told = new JsonObject(DIALECT.writeError(error).utf8()).getJsonObject("error");
    assertThat(told.getInteger("code")).isEqualTo(400);
    assertThat(told.getString("status")).isEqualTo("INVALID_ARGUMENT");
    assertThat(told.getJsonArray("details").getJsonObject(1).encode())
        .contains("\"fieldViolations\":[{\"field\":\"x\",\"description\":\"x must be y\"}]");
    ChatError limited =
        new ChatError(ErrorKind.RATE_LIMITED, "slow down").withRetryAfter(Duration.ofMillis(1_500));
    String body = DIALECT.writeError(limited).utf8();
    assertThat(body).contains("RESOURCE_EXHAUSTED", "\"retryDelay\":\"1.5s\"");
    // Read again, as by a node that asks another.
    ChatError read = DIALECT.readError(429, name -> null, Bytes.utf8(body));
    assertThat(read.kind()).isEqualTo(ErrorKind.UPSTREAM_RATE_LIMITED);
    assertThat(read.retryAfter()).hasMillis(1_500);
  }

  private static String text(Writing writing, ChatEvent... events) {
    return text(writing, List.of(events));
  }

  private static String text(Writing writing, List<ChatEvent> events) {
    StreamEncoder encoder = DIALECT.streamEncoder(writing);
    Bytes bytes = encoder.encode(events);
    return bytes == null ? "" : bytes.utf8();
  }
}
