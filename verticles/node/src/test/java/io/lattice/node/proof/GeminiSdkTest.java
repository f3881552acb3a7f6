package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
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
 * Google's official SDK for Node.js as a client of the bridge, with an upstream of another dialect
 * behind it: each test is about one check of {@code gemini.mjs}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeminiSdkTest {
  private @Nullable SdkScene scene;

  @BeforeAll
  void runTheChecks(@TempDir Path folder) {
    scene = new SdkScene("gemini.mjs", "", folder);
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
    assertThat(check("models").getJsonArray("names")).contains("models/sdk-chat");
  }

  @Test
  void chats() {
    JsonObject chat = check("chat");

    assertThat(chat.getString("text")).isEqualTo("Hello!");
    assertThat(chat.getString("finish")).isEqualTo("STOP");
    assertThat(chat.getInteger("tokens")).isEqualTo(12);
    assertThat(asked("sdk-chat").getInteger("seed")).isEqualTo(7);
    assertThat(asked("sdk-chat").getJsonArray("messages").encode()).contains("Be brief.");
  }

  @Test
  void streamsWithUsage() {
    JsonObject stream = check("stream");

    assertThat(stream.getString("text")).isEqualTo("Hello!");
    assertThat(stream.getString("finish")).isEqualTo("STOP");
    assertThat(stream.getInteger("tokens")).isEqualTo(12);
  }

  @Test
  void callsToolsInParallel() {
    assertThat(check("tools").getJsonArray("calls"))
        .containsExactly("weather {\"city\":\"Paris\"}", "weather {\"city\":\"Rome\"}");
    assertThat(asked("sdk-tools").getJsonArray("tools")).hasSize(1);
  }

  @Test
  void callsToolsInAStream() {
    assertThat(check("toolsStreamed").getJsonArray("calls"))
        .containsExactly("weather {\"city\":\"Paris\"}", "weather {\"city\":\"Rome\"}");
  }

  @Test
  void givesToolResultsBackToTheCallsThatTheyAnswer() {
    assertThat(check("toolResults").getString("text")).isEqualTo("20 C and 21 C");
    var messages = asked("sdk-tool-results").getJsonArray("messages");
    String second =
        messages.getJsonObject(1).getJsonArray("tool_calls").getJsonObject(1).getString("id");
    assertThat(messages.getJsonObject(3).getString("tool_call_id")).isEqualTo(second);
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
  void embedsABatchOfAWantedLength() {
    assertThat(check("vectors").getJsonArray("vectors"))
        .containsExactly(new JsonArray().add(1.5).add(1), new JsonArray().add(3.5).add(1));
    assertThat(asked("sdk-vectors").getInteger("dimensions")).isEqualTo(2);
    assertThat(check("vectorsOfAChatModel").getInteger("status")).isEqualTo(400);
  }

  @Test
  void raisesItsOwnErrorWithTheStatus() {
    assertThat(check("error400").getInteger("status")).isEqualTo(400);
    assertThat(check("error400").getString("message")).contains("temperature is 9");
    assertThat(check("error401").getInteger("status")).isEqualTo(401);
    assertThat(check("error404").getInteger("status")).isEqualTo(404);
    assertThat(check("error404").getString("error")).isEqualTo("ApiError");
    assertThat(check("error500").getInteger("status")).isBetween(500, 504);
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
