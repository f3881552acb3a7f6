package io.lattice.core.dialect.anthropic;

import static io.lattice.api.chat.ErrorKind.CONTENT_REJECTED;
import static io.lattice.api.chat.ErrorKind.CONTEXT_TOO_LONG;
import static io.lattice.api.chat.ErrorKind.INVALID_REQUEST;
import static io.lattice.api.chat.ErrorKind.TOO_LARGE;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_OVERLOADED;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_RATE_LIMITED;
import static io.lattice.core.dialect.anthropic.Answers.DIALECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What Anthropic's failures mean, and how ours are told to its callers. */
class FailuresTest {
  private static final String NOW = "Mon, 23 Nov 2026 10:00:00 GMT";

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error, Your credit balance is too low to go on, UPSTREAM_RATE_LIMITED",
    "400, invalid_request_error, You have reached your specified API usage limits, UPSTREAM_RATE_LIMITED",
    "400, invalid_request_error, Output blocked by content filtering policy, CONTENT_REJECTED",
    "400, invalid_request_error, input length and `max_tokens` exceed context limit, CONTEXT_TOO_LONG",
    "400, invalid_request_error, max_tokens: Field required, INVALID_REQUEST",
    "529, overloaded_error, Overloaded, UPSTREAM_OVERLOADED",
    "429, rate_limit_error, slower, UPSTREAM_RATE_LIMITED"
  })
  void areToldApartByTheBodyFirst(int status, String type, String message, ErrorKind kind) {
    assertThat(read(status, type, message, Map.of()).kind()).isEqualTo(kind);
  }

  @Test
  void areUnderstoodWithinAStreamToo() {
    assertThat(inStream("billing_error")).isEqualTo(UPSTREAM_RATE_LIMITED);
    assertThat(inStream("request_too_large")).isEqualTo(TOO_LARGE);
    assertThat(inStream("overloaded_error")).isEqualTo(UPSTREAM_OVERLOADED);
    assertThat(inStream("invalid_request_error")).isEqualTo(INVALID_REQUEST);
  }

  @Test
  void waitUntilTheLastExhaustedLimitIsReset() {
    Map<String, String> headers =
        Map.of(
            "date", NOW,
            "anthropic-ratelimit-requests-remaining", "0",
            "anthropic-ratelimit-requests-reset", "2026-11-23T10:00:05Z",
            "anthropic-ratelimit-output-tokens-remaining", "0",
            "anthropic-ratelimit-output-tokens-reset", "2026-11-23T12:00:09+02:00",
            "anthropic-ratelimit-input-tokens-remaining", "7",
            "anthropic-ratelimit-input-tokens-reset", "2026-11-23T10:01:00Z");
    assertThat(read(429, "rate_limit_error", "slower", headers).retryAfter()).hasSeconds(9);
  }

  @Test
  void preferTheUsualHeaderToTheLimits() {
    Map<String, String> headers =
        Map.of(
            "date", NOW,
            "retry-after", "2",
            "anthropic-ratelimit-requests-remaining", "0",
            "anthropic-ratelimit-requests-reset", "2026-11-23T10:00:05Z");
    assertThat(read(429, "rate_limit_error", "slower", headers).retryAfter()).hasSeconds(2);
  }

  @Test
  void doNotWaitWhereTheTimesCannotBeRead() {
    Map<String, String> noDate =
        Map.of(
            "anthropic-ratelimit-requests-remaining", "0",
            "anthropic-ratelimit-requests-reset", "2026-11-23T10:00:05Z");
    Map<String, String> noTime =
        Map.of(
            "date", NOW,
            "anthropic-ratelimit-requests-remaining", "0",
            "anthropic-ratelimit-requests-reset", "soon");
    assertThat(read(429, "rate_limit_error", "slower", noDate).retryAfter()).isNull();
    assertThat(read(429, "rate_limit_error", "slower", noTime).retryAfter()).isNull();
  }

  @Test
  void blameARequestThatAloneExceedsTheLimit() {
    ChatError alone =
        read(429, "rate_limit_error", "would exceed", Map.of("x-should-retry", "false"));
    assertThat(alone.kind()).isEqualTo(TOO_LARGE);
    ChatError withWait =
        read(
            429,
            "rate_limit_error",
            "would exceed",
            Map.of("x-should-retry", "false", "retry-after", "3"));
    assertThat(withWait.kind()).isEqualTo(UPSTREAM_RATE_LIMITED);
  }

  @Test
  void ofTheCloudsMayHaveGooglesShape() {
    Bytes body =
        Bytes.utf8(
            "[{\"error\":{\"code\":429,\"message\":\"Resource exhausted.\","
                + "\"status\":\"RESOURCE_EXHAUSTED\"}}]");
    assertThat(DIALECT.readError(429, name -> null, body).kind()).isEqualTo(UPSTREAM_RATE_LIMITED);
  }

  @ParameterizedTest
  @EnumSource
  void ofEveryKindAreWrittenInAnthropicsShape(ErrorKind kind) {
    JsonObject written =
        new JsonObject(DIALECT.writeError(new ChatError(kind, "what happened")).utf8());
    assertThat(written.getString("type")).isEqualTo("error");
    assertThat(written.getJsonObject("error").getString("message")).endsWith("what happened");
    assertThat(written.getJsonObject("error").getString("type")).endsWith(endOf(kind));
  }

  private static String endOf(ErrorKind kind) {
    return kind == TOO_LARGE ? "request_too_large" : "_error";
  }

  @Test
  void ofATooLongPromptSayTheWordsByWhichCallersKnowIt() {
    assertThat(DIALECT.writeError(new ChatError(CONTEXT_TOO_LONG, "300 of 200 tokens")).utf8())
        .contains("\"prompt is too long: 300 of 200 tokens\"");
    assertThat(DIALECT.writeError(new ChatError(CONTEXT_TOO_LONG, "Prompt is too long: 3")).utf8())
        .contains("\"Prompt is too long: 3\"");
    assertThat(DIALECT.writeError(new ChatError(CONTENT_REJECTED, "no")).utf8())
        .isEqualTo(
            "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"no\"}}");
  }

  private static ErrorKind inStream(String type) {
    String stream =
        "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\""
            + type
            + "\",\"message\":\"x\"}}\n\n";
    ErrorKind typed = Answers.kindOf(Answers.decode(Answers.TYPED, stream));
    assertThat(Answers.kindOf(Answers.decode(Answers.NATIVE, stream))).isEqualTo(typed);
    return typed == null ? ErrorKind.INTERNAL : typed;
  }

  private static ChatError read(
      int status, String type, String message, Map<String, String> headers) {
    JsonObject error = new JsonObject().put("type", type).put("message", message);
    JsonObject body = new JsonObject().put("type", "error").put("error", error);
    return DIALECT.readError(status, headers::get, Bytes.utf8(body.encode()));
  }
}
