package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.node.TestNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bridge in front of aimock, a fake that none of us wrote, by OpenAI's path, by Azure's and by
 * Ollama's. What passes here parses aimock; the truth about providers is in their recorded answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AimockTest {
  private static final String TEXT =
      "The fake says that lattices are regular, patient and full of gaps.";

  private @Nullable Aimock aimock;
  private @Nullable TestNode node;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    aimock = Aimock.start(NpmProject.installed());
    ProofConfig config =
        new ProofConfig()
            .with("bridge: {port: 0}")
            .with("shutdown: {not_ready: 0 s}")
            .with("cluster: {port: " + ProofConfig.freePort() + "}")
            .with("retry: {base_delay: 10 ms, max_delay: 20 ms, max_retry_after: 2 s}")
            .with("circuit: {consecutive_failures: 1000, minimum_calls: 10000}")
            .providerAs("name: openai")
            .providerAs("name: azure")
            .providerAs("name: ollama")
            .model("openai", "openai")
            .model("azure", "azure")
            .model("ollama", "ollama")
            .model("rested-openai", "openai")
            .model("rested-azure", "azure");
    node =
        TestNode.start(
            config.writeTo(folder),
            Map.of(
                "OPENAI_API_KEY",
                "sk-fake",
                "OPENAI_BASE_URL",
                aimock.url("/v1").toString(),
                "AZURE_OPENAI_KEY",
                "azure-fake",
                "AZURE_OPENAI_ENDPOINT",
                aimock.url("/").toString(),
                "OLLAMA_HOST",
                aimock.url("/v1").toString()));
  }

  @AfterAll
  void stop() throws Exception {
    if (node != null) {
      node.close();
    }
    if (aimock != null) {
      aimock.close();
    }
  }

  private Gateway gateway() {
    return new Gateway(Objects.requireNonNull(node).httpPort());
  }

  private Aimock aimock() {
    return Objects.requireNonNull(aimock);
  }

  private static JsonObject about(JsonObject question, String words) {
    JsonObject message = new JsonObject().put("role", "user").put("content", words);
    return question.put("messages", new JsonArray().add(message));
  }

  private Reply ask(String model, String words) {
    return gateway().ask(about(Gateway.question(model), words));
  }

  private StreamReply stream(String model, String words) {
    return gateway().stream(about(Gateway.streamed(model), words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "azure"})
  void answersWhole(String model) {
    Reply reply = ask(model, "say it");

    assertThat(reply.text()).isEqualTo(TEXT);
    assertThat(reply.json().getJsonObject("usage").getInteger("total_tokens")).isEqualTo(24);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "azure"})
  void streams(String model) {
    StreamReply reply = stream(model, "say it");

    assertThat(reply.text()).isEqualTo(TEXT);
    assertThat(reply.finishes()).containsExactly("stop");
    assertThat(reply.usage().getInteger("total_tokens")).isEqualTo(24);
  }

  @Test
  void asksAzureByItsDeploymentsPath() throws Exception {
    ask("azure", "say it");

    JsonArray journal = aimock().journal();
    assertThat(journal.encode()).contains("/openai/deployments/azure/chat/completions");
  }

  /** It counts nothing there, so that we estimate. */
  @Test
  void asksOllamaOnItsOwnApi() throws Exception {
    Reply whole = ask("ollama", "say it");
    StreamReply streamed = stream("ollama", "say it");

    assertThat(whole.text()).isEqualTo(TEXT);
    assertThat(whole.json().getJsonObject("usage").getInteger("total_tokens")).isPositive();
    assertThat(streamed.text()).isEqualTo(TEXT);
    assertThat(streamed.finishes()).containsExactly("stop");
    assertThat(streamed.usage().getInteger("total_tokens")).isPositive();
    assertThat(aimock().journal().encode()).contains("/api/chat").doesNotContain("/v1/api");
  }

  @Test
  void givesOllamasToolCallsIdsOfTheirOwn() {
    List<String> calls = ToolCalls.of(stream("ollama", "use tools"));

    assertThat(calls).hasSize(2).doesNotHaveDuplicates();
    assertThat(calls.get(0)).startsWith("call_").endsWith(" weather {\"city\":\"Paris\"}");
    assertThat(calls.get(1)).startsWith("call_").endsWith(" weather {\"city\":\"Rome\"}");
  }

  @Test
  void tellsWhichModelsOllamaHas() {
    JsonArray checks =
        gateway().get("/health/ready?verbose").json().getJsonArray("checks", new JsonArray());
    JsonObject ollama =
        checks.stream()
            .map(JsonObject.class::cast)
            .filter(check -> check.getString("provider").equals("ollama"))
            .findFirst()
            .orElseThrow();

    assertThat(ollama.getBoolean("reachable")).isTrue();
    JsonObject models = ollama.getJsonObject("models");
    assertThat(models.getJsonArray("found").size() + models.getJsonArray("missing").size())
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "azure"})
  void callsTools(String model) {
    JsonObject message =
        ask(model, "use tools")
            .json()
            .getJsonArray("choices")
            .getJsonObject(0)
            .getJsonObject("message");

    assertThat(message.getJsonArray("tool_calls")).hasSize(2);
    assertThat(ToolCalls.of(stream(model, "use tools")))
        .containsExactly(
            "call_0 weather {\"city\":\"Paris\"}", "call_1 weather {\"city\":\"Rome\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "azure"})
  void tellsHowLongItsRateLimitLasts(String provider) {
    Reply reply = ask("rested-" + provider, "too many");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.error().getString("code")).isEqualTo("upstream_rate_limited");
    assertThat(reply.header("retry-after")).isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "azure", "ollama"})
  void passesItsRefusalOn(String model) {
    Reply reply = ask(model, "bad request");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error().getString("message")).contains("no such thing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "azure", "ollama"})
  void tellsOfItsMalformedAnswers(String model) {
    assertThat(ask(model, "garble it").status()).isEqualTo(502);
    assertThat(stream(model, "garble it").code()).isEqualTo("upstream_protocol");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "azure", "ollama"})
  void tellsOfItsCutStreams(String model) {
    StreamReply reply = stream(model, "cut it");

    assertThat(TEXT).startsWith(reply.text());
    assertThat(reply.text()).isNotEmpty();
    assertThat(reply.code()).isEqualTo("stream_interrupted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "azure", "ollama"})
  void tellsWhenItHangsUp(String model) {
    assertThat(ask(model, "hang up").status()).isEqualTo(502);
  }

  @Test
  void standsItsChaos() throws Exception {
    aimock()
        .chaos(
            new JsonObject()
                .put("dropRate", 0.15)
                .put("malformedRate", 0.1)
                .put("disconnectRate", 0.15));
    Set<Integer> seen = new HashSet<>();

    for (int i = 0; i < 40; i++) {
      StreamReply reply = stream("openai", "say it");
      seen.add(reply.status());
      assertThat(reply.isComplete() ? reply.text() : "").isIn(TEXT, "");
    }

    aimock().calm();
    assertThat(seen).contains(200).isSubsetOf(200, 502, 503);
    assertThat(ask("openai", "say it").text()).isEqualTo(TEXT);
  }
}
