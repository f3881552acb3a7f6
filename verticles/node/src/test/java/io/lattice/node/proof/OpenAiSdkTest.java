package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Call;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official SDK for Node.js as a client of the bridge, with a scripted upstream behind it: each
 * test is about one check of {@code openai.mjs}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiSdkTest {
  private @Nullable SdkScene scene;

  @BeforeAll
  void runTheChecks(@TempDir Path folder) {
    scene = new SdkScene("openai.mjs", "/v1", folder);
  }

  @AfterAll
  void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  private JsonObject check(String name) {
    return Objects.requireNonNull(scene).check(name);
  }

  private Call asked(String model) {
    return Objects.requireNonNull(scene).asked(model);
  }

  private void assertRaised(String check, String error, int status) {
    JsonObject line = check(check);
    assertThat(line.getString("error")).as(line.encode()).isEqualTo(error);
    assertThat(line.getInteger("status")).isEqualTo(status);
    assertThat(line.getString("requestId")).isNotBlank();
  }

  @Test
  void listsTheModels() {
    assertThat(check("models").getJsonArray("names")).containsAll(SdkNode.MODELS);
  }

  @Test
  void chatsAndKeepsWhatItDoesNotKnow() {
    JsonObject chat = check("chat");

    assertThat(chat.getString("text")).isEqualTo("Hello!");
    assertThat(chat.getString("finish")).isEqualTo("stop");
    assertThat(chat.getInteger("tokens")).isEqualTo(12);
    assertThat(chat.getString("unknown")).isEqualTo("kept");
    assertThat(chat.getString("requestId")).isNotBlank();
    Call call = asked("sdk-chat");
    assertThat(new JsonObject(call.body()).getInteger("seed")).isEqualTo(7);
    assertThat(call.headers("authorization")).containsExactly("Bearer sk-upstream");
  }

  @Test
  void streamsWithUsage() {
    JsonObject stream = check("stream");

    assertThat(stream.getString("text")).isEqualTo("Hello!");
    assertThat(stream.getString("finish")).isEqualTo("stop");
    assertThat(stream.getInteger("tokens")).isEqualTo(12);
  }

  @Test
  void callsToolsInParallel() {
    assertTools(check("tools"));
    JsonObject sent = new JsonObject(asked("sdk-tools").body());
    assertThat(sent.getJsonArray("tools")).hasSize(1);
    assertThat(sent.getBoolean("parallel_tool_calls")).isTrue();
  }

  @Test
  void callsToolsInAStream() {
    assertTools(check("toolsStreamed"));
  }

  private static void assertTools(JsonObject line) {
    assertThat(line.getString("finish")).isEqualTo("tool_calls");
    assertThat(line.getJsonArray("calls"))
        .containsExactly(
            "call_0 weather {\"city\":\"Paris\"}", "call_1 weather {\"city\":\"Rome\"}");
  }

  @Test
  void givesToolResultsBack() {
    assertThat(check("toolResults").getString("text")).isEqualTo("20 C and 21 C");
    JsonArray messages = new JsonObject(asked("sdk-tool-results").body()).getJsonArray("messages");
    assertThat(messages.getJsonObject(3).getString("tool_call_id")).isEqualTo("call_1");
  }

  @Test
  void parsesJsonThatFollowsASchema() {
    assertThat(check("schema").getJsonObject("parsed"))
        .isEqualTo(new JsonObject().put("x", 3).put("y", 4));
    assertThat(asked("sdk-schema").body()).contains("\"json_schema\"");
  }

  @Test
  void sendsAnImage() {
    assertThat(check("image").getString("text")).isEqualTo("A dot.");
    assertThat(asked("sdk-image").body())
        .contains("data:image/png;base64,iVBORw0KGgo=")
        .contains("\"detail\":\"low\"");
  }

  private static JsonArray vector(Object... numbers) {
    return new JsonArray(List.of(numbers));
  }

  @Test
  void embedsInBase64AsItDoesByItselfAndKeepsWhatItDoesNotKnow() {
    JsonObject line = check("vectors");

    assertThat(line.getJsonArray("vectors")).containsExactly(vector(5.5, 1, 1));
    assertThat(line.getString("model")).isEqualTo("vectors-2026");
    assertThat(line.getInteger("tokens")).isEqualTo(5);
    assertThat(line.getString("unknown")).isEqualTo("kept");
    JsonObject sent = new JsonObject(asked("sdk-vectors").body());
    assertThat(sent.getString("encoding_format")).isEqualTo("base64");
    assertThat(sent.getInteger("novelty")).isEqualTo(1);
  }

  @Test
  void embedsABatchAsNumbersOfAWantedLength() {
    assertThat(check("vectorsAsNumbers").getJsonArray("vectors"))
        .containsExactly(vector(1.5, 1), vector(3.5, 1));
  }

  @Test
  void embedsInBase64WhereTheProviderKnowsNumbersOnly() {
    assertThat(check("vectorsOfAProviderThatKnowsNoBase64").getJsonArray("vectors"))
        .containsExactly(vector(1.5, 1, 1), vector(3.5, 1, 1));
  }

  @Test
  void embedsAsManyTextsAsOpenAiTakes() {
    assertThat(check("manyVectors").getInteger("count")).isEqualTo(2_048);
    assertThat(check("manyVectors").getInteger("wrong")).isZero();
  }

  @Test
  void raisesBadRequestErrorForTheWrongKindOfModel() {
    assertRaised("vectorsOfAChatModel", "BadRequestError", 400);
    assertThat(check("vectorsOfAChatModel").getString("message")).contains("'sdk-numbers'");
    assertRaised("chatWithAModelOfVectors", "BadRequestError", 400);
    assertThat(check("chatWithAModelOfVectors").getString("message")).contains("/v1/embeddings");
  }

  @Test
  void raisesItsOwnErrorsForVectorsThatNobodyCanMake() {
    assertRaised("vectorsInAFormThatNobodyKnows", "BadRequestError", 400);
    assertRaised("vectorsOfNothing", "BadRequestError", 400);
    assertRaised("vectorsOfNoModel", "NotFoundError", 404);
  }

  @Test
  void raisesBadRequestError() {
    assertRaised("error400", "BadRequestError", 400);
    assertThat(check("error400").getString("message")).contains("temperature is 9");
  }

  @Test
  void raisesAuthenticationErrorForAWrongKey() {
    assertRaised("error401", "AuthenticationError", 401);
  }

  @Test
  void raisesNotFoundErrorForAnUnknownModel() {
    assertRaised("error404", "NotFoundError", 404);
    assertThat(check("error404").getString("code")).isEqualTo("model_not_found");
  }

  @Test
  void tellsWhenToComeBackWhereProvidersTakeNoMore() {
    JsonObject line = check("error429");

    // The caller kept to its limits, our accounts did not: so it is no RateLimitError.
    assertThat(line.getString("error")).as(line.encode()).isEqualTo("InternalServerError");
    assertThat(line.getInteger("status")).isEqualTo(503);
    assertThat(line.getString("code")).isEqualTo("upstream_rate_limited");
    assertThat(line.getString("retryAfter")).isEqualTo("7");
  }

  @Test
  void raisesInternalServerError() {
    JsonObject line = check("error500");

    assertThat(line.getString("error")).isEqualTo("InternalServerError");
    assertThat(line.getInteger("status")).isBetween(500, 504);
  }

  @Test
  void raisesAnErrorInTheMidstOfAStream() {
    JsonObject line = check("errorInTheStream");

    assertThat(line.getString("text")).isEqualTo("Hello");
    assertThat(line.getString("error")).as(line.encode()).isEqualTo("APIError");
    assertThat(line.getString("code")).isEqualTo("stream_interrupted");
  }

  @Test
  void abortsBeforeTheFirstToken() {
    assertThat(check("abortBeforeTheFirstToken").getString("error")).isEqualTo("APIUserAbortError");
    asked("sdk-abort-early").awaitGone();
  }

  @Test
  void abortsInTheMidstOfAStream() {
    assertThat(check("abortInTheMidstOfTheStream").getString("text")).isEqualTo("Hello");
    asked("sdk-abort-late").awaitGone();
  }

  @Test
  void endsTheUpstreamWhenTheLoopIsLeft() {
    assertThat(check("closesByBreakingTheLoop").getString("text")).isEqualTo("Hello");
    asked("sdk-break").awaitGone();
  }
}
