package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.RawClient;
import io.lattice.core.testing.Script;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only Ollama has: its lines, its options and its texts of failures. */
@OnFaultBench
class OllamaTest {
  private static final ProviderSpeech OLLAMA = OllamaSpeech.OLLAMA;

  private final FaultBench bench;
  private final RowBench ollama;

  OllamaTest(FaultBench bench) {
    this.bench = bench;
    this.ollama = bench.at(ProofRow.OLLAMA);
  }

  @Test
  @DisplayName("callers of the other faces are answered in their own shapes")
  void faces() {
    String model = ollama.alone(OLLAMA.answer("Hello"));

    JsonObject response =
        post("/v1/responses", new JsonObject().put("model", model).put("input", "Hello?"));
    JsonObject content =
        post(
            "/v1beta/models/" + model + ":generateContent",
            new JsonObject("{\"contents\":[{\"parts\":[{\"text\":\"Hello?\"}]}]}"));

    assertThat(response.getString("status")).isEqualTo("completed");
    assertThat(response.getJsonArray("output").encode()).contains("\"text\":\"Hello\"");
    assertThat(response.getJsonObject("usage").getInteger("total_tokens")).isEqualTo(12);
    assertThat(content.getJsonArray("candidates").encode())
        .contains("\"text\":\"Hello\"", "\"finishReason\":\"STOP\"");
    assertThat(content.getJsonObject("usageMetadata").getInteger("totalTokenCount")).isEqualTo(12);
  }

  private JsonObject post(String path, JsonObject question) {
    try (RawClient client = bench.gateway().connect()) {
      bench.gateway().noteAsked();
      return new JsonObject(client.post(path, question.encode()).response().text());
    }
  }

  @Test
  @DisplayName("what a caller of another dialect adds reaches Ollama in its own places")
  void extras() {
    String model = ollama.alone(OLLAMA.complete("Hello"));
    JsonObject question =
        Gateway.streamed(model)
            .put("num_ctx", 8192)
            .put("keep_alive", "5m")
            .put("think", true)
            .put("logit_bias", new JsonObject());

    StreamReply reply = bench.gateway().stream(question);

    assertThat(reply.isComplete()).isTrue();
    assertThat(reply.header("x-lattice-dropped")).isEqualTo("logit_bias");
    JsonObject sent = new JsonObject(bench.alpha().awaitCall(model).body());
    assertThat(sent.getJsonObject("options")).isEqualTo(new JsonObject().put("num_ctx", 8192));
    assertThat(sent.getString("keep_alive")).isEqualTo("5m");
    assertThat(sent.getBoolean("think")).isTrue();
  }

  @ParameterizedTest(name = "29: lines in pieces of {0} bytes read as one in a piece")
  @ValueSource(ints = {1, 2, 3, 5, 7, 64})
  void row29(int bytes) {
    Script odd =
        OLLAMA
            .begun()
            .splitEvery(bytes)
            .send("\r\n" + OLLAMA.text("Grüße, ").strip() + OLLAMA.text("世界 "))
            .send("\n" + OLLAMA.text("🙂").strip() + "\r\n")
            .send(OLLAMA.ending(UsageTold.ONCE))
            .end();

    StreamReply reply = bench.gateway().stream(ollama.alone(odd));

    assertThat(reply.text()).isEqualTo("Grüße, 世界 🙂");
    assertThat(reply.finishes()).containsExactly("stop");
    assertThat(reply.usage().getInteger("total_tokens")).isEqualTo(12);
    assertThat(reply.isComplete()).isTrue();
  }

  @ParameterizedTest(name = "a refusal by status {0} is told as {2}")
  @CsvSource({
    "400, registry.ollama.ai/library/m does not support tools, 400, unsupported_parameter",
    "404, model 'm' not found, 404, model_not_found",
    "503, 'server busy, please try again.  maximum pending requests exceeded', 503, overloaded",
  })
  void refusals(int status, String message, int told, String code) {
    String model = ollama.alone(OLLAMA.refused(status, message));

    Reply reply = bench.gateway().ask(model);

    assertThat(reply.status()).isEqualTo(told);
    assertThat(reply.error().getString("code")).isEqualTo(code);
  }
}
