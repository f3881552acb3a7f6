package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Call;
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
 * What the checks of any script have to see through an SDK for Node.js. A further SDK is a script
 * and a class that names it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SdkContract {
  private final String script;
  private final String path;
  private @Nullable SdkScene scene;

  /**
   * Checks of one SDK.
   *
   * @param script beside the packages
   * @param path below the bridge's address, what the SDK takes for the address of its API
   */
  SdkContract(String script, String path) {
    this.script = script;
    this.path = path;
  }

  @BeforeAll
  void runTheChecks(@TempDir Path folder) {
    scene = new SdkScene(script, path, folder);
  }

  @AfterAll
  void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  final JsonObject check(String name) {
    return Objects.requireNonNull(scene).check(name);
  }

  final Call asked(String model) {
    return Objects.requireNonNull(scene).asked(model);
  }

  final JsonObject sent(String model) {
    return Objects.requireNonNull(scene).sent(model);
  }

  final void assertRaised(String check, String error, int status) {
    JsonObject line = check(check);
    assertThat(line.getString("error")).as(line.encode()).isEqualTo(error);
    assertThat(line.getInteger("status")).as(line.encode()).isEqualTo(status);
  }

  @Test
  void chats() {
    JsonObject chat = check("chat");

    assertThat(chat.getString("text")).isEqualTo("Hello!");
    assertThat(chat.getInteger("tokens")).isEqualTo(12);
    assertThat(sent("sdk-chat").getJsonArray("messages").encode()).contains("Be brief.");
    assertThat(asked("sdk-chat").headers("authorization")).containsExactly("Bearer sk-upstream");
  }

  @Test
  void streamsWithUsage() {
    JsonObject stream = check("stream");

    assertThat(stream.getString("text")).isEqualTo("Hello!");
    assertThat(stream.getInteger("tokens")).isEqualTo(12);
  }

  @Test
  void callsToolsInParallel() {
    assertCalls("tools");
    JsonObject tool = sent("sdk-tools").getJsonArray("tools").getJsonObject(0);
    assertThat(tool.getJsonObject("function").getJsonObject("parameters").getJsonArray("required"))
        .containsExactly("city");
  }

  @Test
  void callsToolsInAStream() {
    assertCalls("toolsStreamed");
  }

  private void assertCalls(String check) {
    assertThat(check(check).getJsonArray("calls"))
        .containsExactly(
            "call_0 weather {\"city\":\"Paris\"}", "call_1 weather {\"city\":\"Rome\"}");
  }

  @Test
  void givesToolResultsBack() {
    assertThat(check("toolResults").getString("text")).isEqualTo("20 C and 21 C");
  }

  @Test
  void parsesJsonThatFollowsASchema() {
    assertThat(check("schema").getJsonObject("parsed"))
        .isEqualTo(new JsonObject().put("x", 3).put("y", 4));
    assertSchemaWasSent(sent("sdk-schema"));
  }

  /** By the provider's own means, unless the SDK has a way of its own. */
  void assertSchemaWasSent(JsonObject sent) {
    JsonObject format = sent.getJsonObject("response_format");
    assertThat(format.getString("type")).isEqualTo("json_schema");
    assertThat(format.getJsonObject("json_schema").getJsonObject("schema").getJsonArray("required"))
        .containsExactly("x", "y");
  }

  @Test
  void tellsThatAnAnswerWasTooLong() {
    assertThat(check("tooLong").getString("text")).isEqualTo("Hel");
    assertThat(check("tooLong").getString("finish")).isIn("length", "max_output_tokens");
  }

  @Test
  void saysWhatWasWrong() {
    assertThat(check("error400").getString("message")).contains("temperature is 9");
    assertThat(check("error401").getString("message")).contains("no known key");
    assertThat(check("error404").getString("message")).contains("'no-such-model'");
    assertThat(check("error429").getString("message")).contains("slow down");
    assertThat(check("error500").getString("message")).contains("the server had an error");
  }

  @Test
  void raisesAnErrorInTheMidstOfAStream() {
    assertThat(check("errorInTheStream").getString("text")).isEqualTo("Hello");
    assertThat(check("errorInTheStream").getString("message")).contains("closed the connection");
  }

  @Test
  void abortsBeforeTheFirstToken() {
    assertThat(check("abortBeforeTheFirstToken").getString("message")).contains("aborted");
    asked("sdk-abort-early").awaitGone();
  }

  @Test
  void abortsInTheMidstOfAStream() {
    assertThat(check("abortInTheMidstOfTheStream").getString("text")).isEqualTo("Hello");
    asked("sdk-abort-late").awaitGone();
  }
}
