package io.lattice.core.dialect.openai;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a caller is told. */
class CallerSideTest {
  private static final OpenAiDialect DIALECT = OpenAiDialect.of(OpenAiFlavor.OPENAI);
  private static final Writing ASKED = new Writing("ours", "our-model", 7, true);
  private static final Writing NOT_ASKED = new Writing("ours", "our-model", 7, false);
  private static final Bytes PIECE = Bytes.utf8("data: {\"x\":1}\n\n");
  private static final ChatEvent NATIVE = new ChatEvent.NativeBytes(PIECE, true);
  private static final ChatEvent FINISHED =
      new ChatEvent.ChoiceFinished(0, FinishReason.STOP, "stop");
  private static final ChatEvent ENDED = new ChatEvent.MessageEnded();

  @Test
  void passesNativeBytesWithoutCopyingThem() {
    assertThat(DIALECT.streamEncoder(ASKED).encode(List.of(NATIVE))).isSameAs(PIECE);
  }

  @Test
  void saysNothingMoreOfWhatNativeBytesSay() {
    StreamEncoder encoder = DIALECT.streamEncoder(ASKED);
    assertThat(text(encoder, NATIVE, FINISHED, used(Usage.Source.PROVIDER), ENDED))
        .isEqualTo(PIECE.utf8() + "data: [DONE]\n\n");
  }

  @Test
  void addsAnEstimateToNativeBytesThatHadNoUsage() {
    assertThat(text(DIALECT.streamEncoder(ASKED), NATIVE, used(Usage.Source.ESTIMATED), ENDED))
        .startsWith(PIECE.utf8())
        .contains("\"choices\":[],\"usage\":{\"prompt_tokens\":5")
        .endsWith("data: [DONE]\n\n");
    assertThat(text(DIALECT.streamEncoder(NOT_ASKED), NATIVE, used(Usage.Source.ESTIMATED), ENDED))
        .isEqualTo(PIECE.utf8() + "data: [DONE]\n\n");
  }

  @Test
  void endsAFailureWithAnErrorAndNothingBehindIt() {
    ChatError error = new ChatError(ErrorKind.STREAM_INTERRUPTED, "gone");
    assertThat(text(DIALECT.streamEncoder(ASKED), NATIVE, new ChatEvent.MessageFailed(error, null)))
        .isEqualTo(
            PIECE.utf8()
                + "data: {\"error\":{\"message\":\"gone\",\"type\":\"api_error\",\"param\":null,"
                + "\"code\":\"stream_interrupted\"}}\n\n");
  }

  @Test
  void tellsUsageOnlyWhereItWasAskedFor() {
    List<ChatEvent> events =
        List.of(new ChatEvent.TextDelta(0, "Hi"), used(Usage.Source.PROVIDER), FINISHED, ENDED);
    assertThat(text(DIALECT.streamEncoder(NOT_ASKED), events)).doesNotContain("usage");
    assertThat(text(DIALECT.streamEncoder(ASKED), events))
        .contains("\"finish_reason\":null}],\"usage\":null}", "\"choices\":[],\"usage\":{");
  }

  @Test
  void saysForItselfWhatTheProviderDidNot() {
    assertThat(text(DIALECT.streamEncoder(NOT_ASKED), new ChatEvent.TextDelta(0, "Hi")))
        .isEqualTo(
            "data: {\"id\":\"ours\",\"object\":\"chat.completion.chunk\",\"created\":7,"
                + "\"model\":\"our-model\",\"choices\":[{\"index\":0,\"delta\":{\"role\":"
                + "\"assistant\",\"content\":\"Hi\"},\"finish_reason\":null}]}\n\n");
  }

  @Test
  void givesNoBytesForEventsThatSayNothing() {
    assertThat(
            DIALECT
                .streamEncoder(ASKED)
                .encode(
                    List.of(
                        new ChatEvent.RouteChosen("d", 1),
                        new ChatEvent.MessageStarted("a", "m", 1, Map.of()))))
        .isNull();
    assertThat(DIALECT.streamEncoder(ASKED).encode(List.of())).isNull();
    assertThat(DIALECT.streamEncoder(ASKED).keepAlive().utf8()).isEqualTo(": keep-alive\n\n");
  }

  @Test
  void letsNoExtraFieldBreakTheStream() {
    List<ChatEvent> events =
        List.of(
            new ChatEvent.MessageStarted(
                "a", "m", 1, Map.of("error", Json.of("{\"message\":\"x\"}"))),
            new ChatEvent.ExtraAdded(0, "content", Json.of("\"ghost\"")),
            new ChatEvent.ExtraAdded(0, "broken", Json.of("}{")),
            new ChatEvent.ExtraAdded(0, "tool_calls[0].id", Json.of("\"ghost\"")),
            new ChatEvent.ExtraAdded(-1, "choices", Json.of("[]")),
            new ChatEvent.LogprobsAdded(0, Json.of("nonsense")),
            FINISHED,
            ENDED);
    assertThat(text(DIALECT.streamEncoder(NOT_ASKED), events))
        .doesNotContain("error", "ghost", "broken", "nonsense")
        .contains("\"finish_reason\":\"stop\"");
    JsonObject whole = new JsonObject(DIALECT.writeWhole(events, NOT_ASKED).utf8());
    assertThat(whole.containsKey("error")).isFalse();
    assertThat(whole.getJsonArray("choices")).hasSize(1);
  }

  @Test
  void writesAWholeAnswerWithEverythingInItsPlace() {
    List<ChatEvent> events =
        List.of(
            new ChatEvent.MessageStarted("a", "m", 3, Map.of("service_tier", Json.of("\"x\""))),
            new ChatEvent.ReasoningDelta(0, "hm"),
            new ChatEvent.ReasoningSigned(0, Proof.signature("sig", "anthropic")),
            new ChatEvent.TextDelta(0, "a"),
            new ChatEvent.TextDelta(0, "b"),
            new ChatEvent.LogprobsAdded(0, Json.of("{\"content\":[1],\"refusal\":null}")),
            new ChatEvent.LogprobsAdded(0, Json.of("{\"content\":[2],\"refusal\":null}")),
            new ChatEvent.ToolCallStarted(0, 0, "c", "f"),
            new ChatEvent.ToolCallDelta(0, 0, "{}"),
            new ChatEvent.ExtraAdded(0, "tool_calls[0].extra_content", Json.of("{\"g\":1}")),
            new ChatEvent.ExtraAdded(0, "content_filter_results", Json.of("{}")),
            new ChatEvent.ExtraAdded(0, "custom_content", Json.of("{\"state\":1}")),
            new ChatEvent.ExtraAdded(-1, "statistics", Json.of("{\"s\":1}")),
            new ChatEvent.CitationAdded(0, new Citation("https://e.org", "T", 0, 2)),
            new ChatEvent.ChoiceFinished(0, FinishReason.TOOL_CALLS, "tool_use"),
            used(Usage.Source.PROVIDER),
            ENDED);
    assertThat(new JsonObject(DIALECT.writeWhole(events, NOT_ASKED).utf8()))
        .isEqualTo(
            new JsonObject(
                """
                {"id":"a","object":"chat.completion","created":3,"model":"m","choices":[{"index":0,
                "message":{"role":"assistant","content":"ab","refusal":null,
                "reasoning_content":"hm","thinking_blocks":[{"type":"thinking","thinking":"hm",
                "signature":"sig","issuer":"anthropic"}],"tool_calls":[{"id":"c","type":"function",
                "function":{"name":"f","arguments":"{}"},"extra_content":{"g":1}}],
                "annotations":[{"type":"url_citation","url_citation":{"start_index":0,
                "end_index":2,"title":"T","url":"https://e.org"}}],"custom_content":{"state":1}},
                "logprobs":{"content":[1,2],"refusal":[]},"content_filter_results":{},
                "finish_reason":"tool_calls","provider_finish_reason":"tool_use"}],
                "usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7,
                "prompt_tokens_details":{"cached_tokens":1},
                "completion_tokens_details":{"reasoning_tokens":1}},
                "service_tier":"x","statistics":{"s":1}}\
                """));
  }

  @Test
  void passesAWholeAnswerOfTheSameDialectAsItIs() {
    assertThat(DIALECT.writeWhole(List.of(NATIVE, FINISHED, ENDED), ASKED)).isEqualTo(PIECE);
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_REQUEST, invalid_request_error, unsupported_parameter",
    "UNAUTHENTICATED, authentication_error, unsupported_parameter",
    "CONTEXT_TOO_LONG, invalid_request_error, unsupported_parameter",
    "UPSTREAM_REFUSED_KEY, api_error, upstream_auth",
    "UPSTREAM_RATE_LIMITED, rate_limit_error, upstream_rate_limited",
    "BUDGET_EXHAUSTED, insufficient_quota, budget_exhausted",
    "INTERNAL, server_error, internal_error"
  })
  void tellsAFailureInTheCallersOwnShape(ErrorKind kind, String type, String code) {
    ChatError error =
        new ChatError(kind, "what", "unsupported_parameter", "temperature", 400, null);
    JsonObject written = new JsonObject(DIALECT.writeError(error).utf8()).getJsonObject("error");
    assertThat(written.getString("message")).isEqualTo("what");
    assertThat(written.getString("type")).isEqualTo(type);
    assertThat(written.getString("code")).isEqualTo(code);
    assertThat(written.getString("param")).isEqualTo("temperature");
  }

  @ParameterizedTest
  @EnumSource(ErrorKind.class)
  void hasWordsForEveryKindOfFailure(ErrorKind kind) {
    JsonObject written =
        new JsonObject(DIALECT.writeError(new ChatError(kind, "what")).utf8())
            .getJsonObject("error");
    assertThat(written.getString("type")).isNotBlank();
    assertThat(written.containsKey("code")).isTrue();
    assertThat(written.containsKey("param")).isTrue();
  }

  private static ChatEvent used(Usage.Source source) {
    return new ChatEvent.UsageReported(new Usage(5, 2, 1, 0, 0, 1, 0, 0, 0, source, null));
  }

  private static String text(StreamEncoder encoder, ChatEvent... events) {
    return text(encoder, List.of(events));
  }

  private static String text(StreamEncoder encoder, List<ChatEvent> events) {
    Bytes bytes = encoder.encode(events);
    return bytes == null ? "" : bytes.utf8();
  }
}
