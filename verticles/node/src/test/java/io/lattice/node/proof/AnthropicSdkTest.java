package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Anthropic's official SDK for Node.js as a client of the bridge, with an upstream of another
 * dialect behind it: each test is about one check of {@code anthropic.mjs}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnthropicSdkTest {
  private @Nullable SdkScene scene;

  @BeforeAll
  void runTheChecks(@TempDir Path folder) {
    scene = new SdkScene("anthropic.mjs", "", folder);
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

  private JsonObject asked(String model) {
    return new JsonObject(Objects.requireNonNull(scene).asked(model).body());
  }

  @Test
  void listsTheModels() {
    assertThat(check("models").getJsonArray("names")).contains("sdk-chat");
  }

  @Test
  void chats() {
    JsonObject chat = check("chat");

    assertThat(chat.getString("text")).isEqualTo("Hello!");
    assertThat(chat.getString("finish")).isEqualTo("end_turn");
    assertThat(chat.getInteger("input")).isEqualTo(5);
    assertThat(chat.getInteger("output")).isEqualTo(7);
    assertThat(chat.getString("requestId")).isNotBlank();
    assertThat(asked("sdk-chat").getJsonArray("messages").encode()).contains("Be brief.");
  }

  @Test
  void streams() {
    JsonObject stream = check("stream");

    assertThat(stream.getString("text")).isEqualTo("Hello!");
    assertThat(stream.getString("whole")).isEqualTo("Hello!");
    assertThat(stream.getString("finish")).isEqualTo("end_turn");
    assertThat(stream.getInteger("output")).isEqualTo(7);
  }

  @Test
  void callsToolsInParallel() {
    assertTools(check("tools"));
  }

  @Test
  void callsToolsInAStream() {
    assertTools(check("toolsStreamed"));
  }

  private static void assertTools(JsonObject line) {
    assertThat(line.getString("finish")).isEqualTo("tool_use");
    assertThat(line.getJsonArray("calls"))
        .containsExactly(
            "call_0 weather {\"city\":\"Paris\"}", "call_1 weather {\"city\":\"Rome\"}");
  }

  @Test
  void givesToolResultsBack() {
    assertThat(check("toolResults").getString("text")).isEqualTo("20 C and 21 C");
    assertThat(
            asked("sdk-tool-results")
                .getJsonArray("messages")
                .getJsonObject(3)
                .getString("tool_call_id"))
        .isEqualTo("call_1");
  }

  @Test
  void parsesJsonThatFollowsASchema() {
    assertThat(check("schema").getJsonObject("parsed"))
        .isEqualTo(new JsonObject().put("x", 3).put("y", 4));
    assertThat(asked("sdk-schema").getJsonObject("response_format").getString("type"))
        .isEqualTo("json_schema");
  }

  @Test
  void sendsAnImage() {
    assertThat(check("image").getString("text")).isEqualTo("A dot.");
    assertThat(asked("sdk-image").encode()).contains("data:image/png;base64,iVBORw0KGgo=");
  }

  @Test
  void countsTokensWhereTheProviderHasNoWayTo() {
    assertThat(check("countTokens").getInteger("tokens")).isBetween(15, 80);
  }

  @Test
  void raisesItsOwnErrors() {
    assertRaised("error400", "BadRequestError", 400);
    assertRaised("error401", "AuthenticationError", 401);
    assertRaised("error404", "NotFoundError", 404);
    assertRaised("error429", "ServiceUnavailableError", 503);
    assertRaised("error500", "ServiceUnavailableError", 503);
  }

  private void assertRaised(String check, String error, int status) {
    JsonObject line = check(check);
    assertThat(line.getString("error")).as(line.encode()).isEqualTo(error);
    assertThat(line.getInteger("status")).isEqualTo(status);
  }

  @Test
  void raisesAnErrorInTheMidstOfAStream() {
    assertThat(check("errorInTheStream").getString("text")).isEqualTo("Hello");
  }

  @Test
  void abortsInTheMidstOfAStream() {
    assertThat(check("abortInTheMidstOfTheStream").getString("text")).isEqualTo("Hello");
    Objects.requireNonNull(scene).asked("sdk-abort-late").awaitGone();
  }
}
