package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.Addresses;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is answered beside chats. */
class OperationsTest {
  private static final JsonObject READY =
      new JsonObject()
          .put("ready", true)
          .put("nodes", new JsonArray().add(new JsonObject().put("region", "eu")));
  private static final JsonObject MODELS =
      new JsonObject()
          .put("object", "list")
          .put(
              "data",
              new JsonArray()
                  .add(new JsonObject().put("id", "gpt-4o"))
                  .add(new JsonObject().put("id", "meta/llama 3")));

  private final RunningBridge bridge = new RunningBridge();
  private final RawClient client = bridge.client();

  @AfterEach
  void stop() {
    client.close();
    bridge.close();
  }

  private String get(String path) {
    return client
        .send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .readToEnd();
  }

  @Test
  void lives() {
    assertThat(get("/health/live")).startsWith("HTTP/1.1 200 ").endsWith("{\"status\":\"live\"}");
  }

  @Test
  void isReadyWithItsNodesWhereTheNodeSaysSo() {
    // given
    bridge.answers(Addresses.HEALTH, READY);
    // then
    assertThat(get("/health/ready"))
        .startsWith("HTTP/1.1 200 ")
        .contains("\"status\":\"ready\"", "\"ready\":true", "\"region\":\"eu\"");
  }

  @Test
  void tellsHowTheProvidersAreAndIsReadyWhateverTheyAre() {
    // given
    bridge.answers(Addresses.HEALTH, OperationsTest::checkedWhereAsked);
    // then
    assertThat(get("/health/ready?verbose"))
        .startsWith("HTTP/1.1 200 ")
        .contains("\"ready\":true", "\"checks\":[\"bad\"]");
  }

  @Test
  void asksNoProviderWhereNobodyWantsToKnow() {
    // given
    bridge.answers(Addresses.HEALTH, OperationsTest::checkedWhereAsked);
    // then
    assertThat(get("/health/ready")).startsWith("HTTP/1.1 200 ").doesNotContain("checks");
  }

  private static JsonObject checkedWhereAsked(JsonObject asked) {
    return asked.getBoolean("check", false)
        ? READY.copy().put("ready", false).put("checks", new JsonArray().add("bad"))
        : READY;
  }

  @Test
  void isNotReadyWhereTheNodeSaysSo() {
    // given
    bridge.answers(Addresses.HEALTH, READY.copy().put("ready", false));
    // then
    assertThat(get("/health/ready")).startsWith("HTTP/1.1 503 ").contains("not ready");
  }

  @Test
  void isNotReadyWhereNobodyAnswers() {
    assertThat(get("/health/ready")).startsWith("HTTP/1.1 503 ").contains("not ready");
  }

  @Test
  void tellsThoseWithoutAKeyNoMoreThanTheStatus() {
    // given
    BridgeOptions options =
        BridgeOptions.on("127.0.0.1", 0).withCallers(List.of(Caller.withKey("ann", "secret")));
    try (RunningBridge guarded = new RunningBridge(options);
        RawClient stranger = guarded.client()) {
      guarded.answers(Addresses.HEALTH, READY);
      // when
      String answer =
          stranger
              .send("GET /health/ready HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
              .readToEnd();
      // then
      assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n{\"status\":\"ready\"}");
    }
  }

  @Test
  void listsTheModels() {
    // given
    bridge.answers(Addresses.MODELS, MODELS);
    // then
    assertThat(get("/v1/models")).startsWith("HTTP/1.1 200 ").endsWith(MODELS.encode());
  }

  @Test
  void listsTheModelsAsAnthropicsLibrariesReadThem() {
    // given
    bridge.answers(Addresses.MODELS, MODELS);
    // when
    String answer =
        client
            .send(
                String.join(
                    "\r\n",
                    "GET /v1/models HTTP/1.1",
                    "Host: localhost",
                    "anthropic-version: 2023-06-01",
                    "Connection: close",
                    "",
                    ""))
            .readToEnd();
    // then
    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .contains("{\"type\":\"model\",\"id\":\"gpt-4o\"", "\"first_id\":\"gpt-4o\"");
  }

  @Test
  void listsTheModelsAsGooglesLibrariesReadThem() {
    // given
    bridge.answers(Addresses.MODELS, MODELS);
    // then
    assertThat(get("/v1beta/models"))
        .contains("{\"models\":[{\"name\":\"models/gpt-4o\"", "generateContent");
  }

  @Test
  void tellsOfOneModelAsGooglesLibrariesReadIt() {
    // given
    bridge.answers(Addresses.MODELS, MODELS);
    // then
    assertThat(get("/v1beta/models/gpt-4o")).contains("{\"name\":\"models/gpt-4o\"");
  }

  @ParameterizedTest
  @CsvSource({"/v1/models/gpt-4o, gpt-4o", "/v1/models/meta%2Fllama%203, meta/llama 3"})
  void tellsOfOneModel(String path, String id) {
    // given
    bridge.answers(Addresses.MODELS, MODELS);
    // then
    assertThat(get(path)).startsWith("HTTP/1.1 200 ").endsWith("{\"id\":\"" + id + "\"}");
  }

  @Test
  void knowsNoOtherModel() {
    // given
    bridge.answers(Addresses.MODELS, MODELS);
    // then
    assertThat(get("/v1/models/gpt-5")).startsWith("HTTP/1.1 404 ").contains("model_not_found");
  }

  @Test
  void refusesAModelsNameThatIsEncodedWrongly() {
    assertThat(get("/v1/models/%zz")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void writesWhatPrometheusReads() {
    // when
    client.ask("{\"model\":\"m\"}");
    bridge.asked().tellText("hello").tellEnd();
    client.readUntil("hello");
    // then
    assertThat(get("/metrics"))
        .startsWith("HTTP/1.1 200 ")
        .contains("content-type: text/plain; version=0.0.4; charset=utf-8")
        .contains("lattice_requests_total{face=\"plain\",outcome=\"ok\"} 1.0")
        .contains("lattice_request_duration_seconds_count{face=\"plain\",streamed=\"false\"} 1")
        .contains("lattice_time_to_first_content_seconds_count{face=\"plain\"} 1")
        .contains("lattice_bridge_connections")
        .contains("jvm_memory_used_bytes", "jvm_gc_", "process_uptime_seconds");
  }

  @ParameterizedTest
  @CsvSource({"/", "/v1", "/v1/models/", "/v1/chat/completions/", "/v1//models", "/metrics/x"})
  void servesNothingAtOtherPaths(String path) {
    assertThat(get(path)).startsWith("HTTP/1.1 404 ").contains("unknown_url", "x-request-id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/v1/chat/completions|POST",
        "DELETE|/v1/models|GET, HEAD",
        "POST|/health/live|GET, HEAD"
      })
  void tellsWhichMethodsAPathTakes(String method, String path, String allowed) {
    // when
    client.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    // then
    assertThat(client.readUntil("}}"))
        .startsWith("HTTP/1.1 405 ")
        .contains("allow: " + allowed + "\r\n");
  }

  @Test
  void answersAHeadWithoutABody() {
    // when
    client.send("HEAD /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    // then
    assertThat(client.readToEnd()).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
  }
}
