package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Call;
import io.lattice.core.testing.RawClient;
import io.lattice.core.testing.RawResponse;
import io.lattice.core.testing.Script;
import io.lattice.core.testing.ScriptedUpstream;
import io.lattice.node.TestNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What users of other gateways complain of most, as far as no contract of the rows says it already:
 * there T2, T4, T13 and T22 have more tests.
 */
@OnFaultBench
class KnownMistakesTest {
  private static final String SIGNATURE = "EqQBCgIYAhIMsigned";
  private static final Map<String, String> MARKS =
      Map.of(
          "seed", "424242",
          "presence_penalty", "0.515",
          "logit_bias", "-77",
          "user", "marked-user",
          "stop", "marked-stop",
          "max_tokens", "321",
          "of_the_future", "marked-future");

  private final FaultBench bench;

  KnownMistakesTest(FaultBench bench) {
    this.bench = bench;
  }

  @Test
  @DisplayName("T2: usage beside a finish, and not after it, is billed")
  void usageBesideFinish() {
    String model =
        bench
            .at(ProofRow.COMPATIBLE)
            .alone(billed("{\"prompt_tokens\":5,\"completion_tokens\":7,\"total_tokens\":12}"));

    assertThat(bench.gateway().stream(model).usage().getInteger("total_tokens")).isEqualTo(12);
    assertThat(bench.log().tokens(model, "outputTokens")).isEqualTo(7);
  }

  private static Script billed(String usage) {
    String last =
        "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\"}],\"usage\":%s}"
            .formatted(usage);
    return ProofRow.COMPATIBLE.speech().begun("Hello").event(last).done();
  }

  @Test
  @DisplayName("T2: tokens read from Anthropic's cache are counted once, among those that came in")
  void cachedOnce() {
    String answer =
        ProofRow.ANTHROPIC
            .speech()
            .whole("Hello")
            .replace("\"cache_read_input_tokens\":0", "\"cache_read_input_tokens\":100")
            .replace("\"cache_creation_input_tokens\":0", "\"cache_creation_input_tokens\":10");
    String model = bench.at(ProofRow.ANTHROPIC).alone(Script.json(200, answer));

    JsonObject usage = bench.gateway().ask(model).json().getJsonObject("usage");

    assertThat(usage.getInteger("prompt_tokens")).isEqualTo(115);
    assertThat(usage.getInteger("total_tokens")).isEqualTo(122);
    assertThat(usage.getJsonObject("prompt_tokens_details").getInteger("cached_tokens"))
        .isEqualTo(100);
  }

  @Test
  @DisplayName("T5: comments break a long silence before the first word, and falling back goes on")
  void keepAlive(@TempDir Path folder) {
    try (ScriptedUpstream silent = ScriptedUpstream.start();
        ScriptedUpstream other = ScriptedUpstream.start();
        TestNode node = patient(folder, silent, other);
        RawClient client = RawClient.to(node.httpPort())) {
      silent.on("m", ProofRow.COMPATIBLE.speech().begun().stall());
      other.on("m", ProofRow.COMPATIBLE.speech().complete("at ", "last"));

      // The log is that of both nodes.
      bench.gateway().noteAsked();
      RawResponse response = client.post(Gateway.CHAT, Gateway.streamed("m").encode()).response();

      assertThat(response.status()).isEqualTo(200);
      for (int i = 0; i < 3; i++) {
        assertThat(response.line()).startsWith(":");
        assertThat(response.line()).isEmpty();
      }
      assertThat(String.join("", response.events())).contains("at ", "last", "[DONE]");
      silent.awaitCall("m").awaitGone();
    }
  }

  /** Gives up a silent provider after 2 s, and lets no client wait in silence for 300 ms. */
  private static TestNode patient(Path folder, ScriptedUpstream... upstreams) {
    ProofConfig config =
        new ProofConfig()
            .with("bridge: {port: 0, hold_headers: 300 ms, keep_alive_interval: 300 ms}")
            .with("timeouts: {idle: 2 s}")
            .with("shutdown: {not_ready: 0 s}")
            .with("cluster: {port: " + ProofConfig.freePort() + "}")
            .provider("silent", upstreams[0].url("/v1"))
            .provider("other", upstreams[1].url("/v1"))
            .model("m", "silent", "other");
    return TestNode.start(config.writeTo(folder), Map.of("PROOF_KEY", "sk-proof"));
  }

  @Test
  @DisplayName("T12: Gemini's signature of a call comes back to it with the call")
  void geminisSignature() {
    ProviderSpeech speech = ProofRow.GOOGLE.speech();
    String model =
        bench
            .at(ProofRow.GOOGLE)
            .alone(Script.json(200, speech.wholeToolCalls()), speech.answer("Rain"));

    JsonObject said = bench.gateway().ask(asking(model)).message();
    bench.gateway().ask(answering(model, said));

    assertThat(second(model).body()).contains("\"thoughtSignature\":\"CiQBEU0yD1hC\"");
  }

  @Test
  @DisplayName("T12: Anthropic's signed thinking comes back to it unchanged, and before its calls")
  void anthropicsSignature() {
    String model =
        bench
            .at(ProofRow.ANTHROPIC)
            .alone(Script.json(200, thinking()), ProofRow.ANTHROPIC.speech().answer("Rain"));

    JsonObject said = bench.gateway().ask(asking(model)).message();
    bench.gateway().ask(answering(model, said));

    JsonArray content =
        new JsonObject(second(model).body())
            .getJsonArray("messages")
            .getJsonObject(1)
            .getJsonArray("content");
    assertThat(content.getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("type", "thinking")
                .put("thinking", "Hm, Köln.")
                .put("signature", SIGNATURE));
    assertThat(content.getJsonObject(1).getString("type")).isEqualTo("tool_use");
  }

  @Test
  @DisplayName("T12: what Anthropic signed is sent to nobody else")
  void foreignSignature() {
    String issued = bench.at(ProofRow.ANTHROPIC).alone(Script.json(200, thinking()));
    String asked = bench.at(ProofRow.GOOGLE).alone(ProofRow.GOOGLE.speech().answer("Rain"));

    JsonObject said = bench.gateway().ask(asking(issued)).message();
    Reply reply = bench.gateway().ask(answering(asked, said));

    assertThat(reply.text()).isEqualTo("Rain");
    assertThat(bench.at(ProofRow.GOOGLE).asked(asked).body()).doesNotContain(SIGNATURE);
  }

  private static String thinking() {
    String thought =
        "[{\"type\":\"thinking\",\"thinking\":\"Hm, Köln.\",\"signature\":\"%s\"},"
            .formatted(SIGNATURE);
    return ProofRow.ANTHROPIC
        .speech()
        .wholeToolCalls()
        .replace("\"content\":[", "\"content\":" + thought);
  }

  private static JsonObject asking(String model) {
    JsonArray tools = new JsonArray();
    for (String name : List.of("weather", "clock")) {
      JsonObject function =
          new JsonObject()
              .put("name", name)
              .put("parameters", new JsonObject("{\"type\":\"object\",\"properties\":{}}"));
      tools.add(new JsonObject().put("type", "function").put("function", function));
    }
    return Gateway.question(model).put("tools", tools);
  }

  /** The same with what the model said, as it said it, and the result of each of its calls. */
  private static JsonObject answering(String model, JsonObject said) {
    JsonObject question = asking(model);
    JsonArray messages = question.getJsonArray("messages").add(said);
    for (Object call : said.getJsonArray("tool_calls")) {
      messages.add(
          new JsonObject()
              .put("role", "tool")
              .put("tool_call_id", ((JsonObject) call).getString("id"))
              .put("content", "12"));
    }
    return question;
  }

  private Call second(String model) {
    return bench.alpha().awaitCall(model, 2);
  }

  @ParameterizedTest(name = "T15: what {0} is not told is named, and refused where that is wanted")
  @EnumSource
  void nothingDroppedInSilence(ProofRow row) {
    String model = bench.at(row).alone(row.speech().answer("Hello"));

    Reply reply = bench.gateway().ask(marked(model));

    String sent = bench.at(row).asked(model).body();
    List<String> named = new ArrayList<>();
    named.addAll(List.of(reply.header("x-lattice-dropped").split(", ?")));
    named.addAll(List.of(reply.header("x-lattice-changed").split(", ?")));
    MARKS.forEach(
        (field, mark) ->
            assertThat(sent.contains(mark) || named.contains(field))
                .as("%s of %s, named are %s", field, sent, named)
                .isTrue());

    boolean isAllTold = reply.header("x-lattice-dropped").isEmpty();
    Reply strict = bench.gateway().ask(marked(model), "x-lattice-strict: true");
    assertThat(strict.status()).isEqualTo(isAllTold ? 200 : 400);
  }

  private static JsonObject marked(String model) {
    return Gateway.question(model)
        .put("seed", 424242)
        .put("presence_penalty", 0.515)
        .put("logit_bias", new JsonObject().put("50256", -77))
        .put("user", "marked-user")
        .put("stop", new JsonArray().add("marked-stop"))
        .put("max_tokens", 321)
        .put("of_the_future", "marked-future");
  }

  @ParameterizedTest(name = "T15: {0} is told nothing that the caller did not say")
  @EnumSource(names = {"OPENAI", "AZURE_V1", "XAI", "COMPATIBLE"})
  void nothingAdded(ProofRow row) {
    String model = bench.at(row).alone(row.speech().answer("Hello"));

    bench.gateway().ask(marked(model));

    assertThat(new JsonObject(bench.at(row).asked(model).body())).isEqualTo(marked(model));
  }

  @Test
  @DisplayName("T22: a provider's own code and field reach the caller whose mistake it is")
  void codeAndField() {
    String body =
        "{\"error\":{\"message\":\"temperature is 9\",\"type\":\"invalid_request_error\",\"param\":\"temperature\",\"code\":\"unsupported_value\"}}";
    String model = bench.at(ProofRow.OPENAI).alone(Script.json(400, body));

    Reply reply = bench.gateway().ask(model);

    assertThat(reply.error()).isEqualTo(new JsonObject(body).getJsonObject("error"));
  }
}
