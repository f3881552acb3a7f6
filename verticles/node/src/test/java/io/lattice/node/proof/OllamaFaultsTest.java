package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Call;
import io.lattice.core.testing.RawClient;
import io.lattice.core.testing.Script;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An Ollama whose lines come in odd pieces, tell of failures or never end. Its callers speak
 * OpenAI's dialect, and what stands in for it does so too.
 */
@OnFaultBench
class OllamaFaultsTest {
  private final FaultBench bench;
  private final RowBench ollama;

  OllamaFaultsTest(FaultBench bench) {
    this.bench = bench;
    this.ollama = bench.at(ProofRow.OLLAMA);
  }

  private static String overload() {
    return OllamaStreams.error("an error was encountered while running the model");
  }

  @Test
  @DisplayName("a caller of another dialect is answered whole from Ollama's own API")
  void whole() {
    String model = ollama.alone(OllamaStreams.whole("Hello"));

    Reply reply = bench.gateway().ask(model);

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.json().getJsonObject("usage").getInteger("total_tokens")).isEqualTo(12);
    assertThat(bench.alpha().awaitCall(model).target()).isEqualTo("/api/chat");
  }

  @Test
  @DisplayName("callers of the other faces are answered in their own shapes")
  void faces() {
    String model = ollama.alone(OllamaStreams.whole("Hello"));

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
    String model = ollama.alone(OllamaStreams.complete("Hello"));
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
        OllamaStreams.begun()
            .splitEvery(bytes)
            .send("\r\n" + OllamaStreams.text("Grüße, ").strip() + OllamaStreams.text("世界 "))
            .send("\n" + OllamaStreams.text("🙂").strip() + "\r\n")
            .send(OllamaStreams.done())
            .end();

    StreamReply reply = bench.gateway().stream(ollama.alone(odd));

    assertThat(reply.text()).isEqualTo("Grüße, 世界 🙂");
    assertThat(reply.finishes()).containsExactly("stop");
    assertThat(reply.usage().getInteger("total_tokens")).isEqualTo(12);
    assertThat(reply.isComplete()).isTrue();
  }

  @Test
  @DisplayName("28: a line without end is cut off long before all of it was read")
  void row28() {
    String megabyte = "x".repeat(1024 * 1024);
    Script script =
        OllamaStreams.begun("Hello")
            .send("{\"message\":{\"content\":\"")
            .sendEach(64, i -> megabyte)
            .stall();
    String model = ollama.alone(script);

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.code()).isEqualTo("upstream_protocol");
    Call call = bench.alpha().awaitCall(model);
    call.awaitGone();
    assertThat(call.bytesSent()).isLessThan(24L * 1024 * 1024);
  }

  @ParameterizedTest(name = "22: lines that {0} before any text fail over, and are a failure alone")
  @ValueSource(strings = {"end", "are reset", "end within one"})
  void row22Early(String how) {
    Script script = brokenOff(how, OllamaStreams.begun().headNow());

    String both = ollama.orStreamed(script);

    assertThat(bench.gateway().stream(both).text()).isEqualTo("from beta");
    assertThat(bench.gateway().stream(ollama.alone(script)).status()).isEqualTo(502);
  }

  @ParameterizedTest(name = "22: lines that {0} after some text become one typed error")
  @ValueSource(strings = {"end", "are reset", "end within one"})
  void row22Late(String how) {
    String model = ollama.alone(brokenOff(how, OllamaStreams.begun("Hello")));

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.code()).isEqualTo("stream_interrupted");
  }

  private static Script brokenOff(String how, Script before) {
    return switch (how) {
      case "end" -> before.end();
      case "are reset" -> before.reset();
      default -> before.send("{\"message\":{\"content\":\" wor").end();
    };
  }

  @Test
  @DisplayName("18: silence before the first line fails over")
  void row18Early() {
    String model =
        ollama.orStreamed(OllamaStreams.begun().headNow().stall());

    assertThat(bench.gateway().stream(model).text()).isEqualTo("from beta");
    bench.alpha().awaitCall(model).awaitGone();
  }

  @Test
  @DisplayName("18: silence after the first line becomes one typed error")
  void row18Late() {
    String model = ollama.alone(OllamaStreams.begun("Hello").stall());

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.code()).isEqualTo("timeout");
    bench.alpha().awaitCall(model).awaitGone();
  }

  @ParameterizedTest(name = "33: status 200 with {0} instead of a whole answer is a failure")
  @ValueSource(strings = {"an error", "a page", "nothing", "half of JSON", "no message"})
  void row33(String what) {
    Script script =
        switch (what) {
          case "an error" -> Script.json(200, overload());
          case "a page" -> Script.whole(200, "text/html", "<html>Sign in</html>");
          case "nothing" -> Script.json(200, "");
          case "half of JSON" -> Script.json(200, "{\"message\":{");
          default -> Script.json(200, "{\"model\":\"m\",\"done\":true}");
        };

    Reply elsewhere =
        bench.gateway().ask(ollama.orWhole(script));
    Reply alone = bench.gateway().ask(ollama.alone(script));

    assertThat(elsewhere.text()).isEqualTo("from beta");
    assertThat(alone.status()).isIn(502, 503);
    assertThat(alone.body()).doesNotContain("<html");
  }

  @Test
  @DisplayName("34: an error as the first line fails over")
  void row34() {
    Script script = OllamaStreams.begun().send(overload()).end();
    String model = ollama.orStreamed(script);

    assertThat(bench.gateway().stream(model).text()).isEqualTo("from beta");
  }

  @Test
  @DisplayName("35: an error between lines becomes one typed error, and nothing follows it")
  void row35() {
    Script script =
        OllamaStreams.begun("Hello")
            .send(overload() + OllamaStreams.text(" again") + OllamaStreams.done())
            .end();

    StreamReply reply = bench.gateway().stream(ollama.alone(script));

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.code()).isEqualTo("overloaded");
  }

  @ParameterizedTest(name = "a refusal by status {0} is told as {2}")
  @CsvSource({
    "400, registry.ollama.ai/library/m does not support tools, 400, unsupported_parameter",
    "404, model 'm' not found, 404, model_not_found",
    "503, 'server busy, please try again.  maximum pending requests exceeded', 503, overloaded",
  })
  void refusals(int status, String message, int told, String code) {
    String model = ollama.alone(Script.json(status, OllamaStreams.error(message)));

    Reply reply = bench.gateway().ask(model);

    assertThat(reply.status()).isEqualTo(told);
    assertThat(reply.error().getString("code")).isEqualTo(code);
  }

  @Test
  @DisplayName("36: usage that is missing is estimated, and never nothing")
  void row36() {
    Script script = OllamaStreams.begun("Hello there").send("{\"done\":true}\n").end();
    String model = ollama.alone(script);

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.isComplete()).isTrue();
    assertThat(bench.log().tokens(model, "outputTokens")).isPositive();
    assertThat(bench.log().tokens(model, "inputTokens")).isPositive();
  }

  @Test
  @DisplayName("a caller who goes away has Ollama stop")
  void callerGone() {
    String model = ollama.alone(OllamaStreams.begun("Hello").stall());

    try (OpenStream open = bench.gateway().open(Gateway.streamed(model))) {
      assertThat(open.nextText()).isEqualTo("Hello");
    }

    bench.alpha().awaitCall(model).awaitGone();
  }
}
