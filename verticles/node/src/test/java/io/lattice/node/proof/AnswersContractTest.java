package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Call;
import io.lattice.core.testing.Script;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every row of providers answers when nothing is wrong, and how it is asked. */
@OnFaultBench
class AnswersContractTest {
  private static final String TEXT = "Grüße, \"世界\" 🙂\n";

  private final FaultBench bench;

  AnswersContractTest(FaultBench bench) {
    this.bench = bench;
  }

  @ParameterizedTest(name = "{0} answers whole")
  @EnumSource
  void whole(ProofRow row) {
    String model = bench.at(row).alone(row.speech().answer(TEXT));

    Reply reply = bench.gateway().ask(model);

    assertThat(reply.text()).isEqualTo(TEXT);
    assertThat(reply.finish()).isEqualTo("stop");
    assertTwelve(reply.json().getJsonObject("usage"));
    assertAsked(row, bench.at(row).asked(model), row.chatPath(model, false));
  }

  @ParameterizedTest(name = "{0} streams")
  @EnumSource
  void stream(ProofRow row) {
    String model = bench.at(row).alone(row.speech().complete("Grüße, ", "\"世界\" 🙂\n"));

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo(TEXT);
    assertThat(reply.finishes()).containsExactly("stop");
    assertThat(reply.isComplete()).isTrue();
    assertTwelve(reply.usage());
    assertAsked(row, bench.at(row).asked(model), row.chatPath(model, true));
  }

  /** The key is where it belongs, and nowhere else; the caller's own stays here. */
  private static void assertAsked(ProofRow row, Call call, String path) {
    assertThat(call.target()).isEqualTo(path);
    assertThat(row.isSigned(call)).isTrue();
    assertThat(call.target() + call.body()).doesNotContain(row.secret());
    assertThat(call.headers().values().stream().flatMap(List::stream))
        .filteredOn(value -> value.contains(row.secret()))
        .hasSize(1);
  }

  private static void assertTwelve(JsonObject usage) {
    assertThat(usage.getInteger("prompt_tokens")).isEqualTo(5);
    assertThat(usage.getInteger("total_tokens")).isEqualTo(12);
  }

  @ParameterizedTest(name = "{0} gets no credential of the caller''s")
  @EnumSource
  void callersKeyStaysHere(ProofRow row) {
    String model = bench.at(row).alone(row.speech().answer("Hello"));

    bench
        .gateway()
        .ask(
            Gateway.question(model),
            "authorization: Bearer of-the-caller",
            "x-api-key: of-the-caller");

    assertThat(bench.at(row).asked(model).headers().toString()).doesNotContain("of-the-caller");
  }

  @ParameterizedTest(name = "{0} calls tools in parallel, whole")
  @EnumSource
  void toolsWhole(ProofRow row) {
    String model = bench.at(row).alone(Script.json(200, row.speech().wholeToolCalls()));

    Reply reply = bench.gateway().ask(asking(model));

    assertThat(ToolCalls.of(reply)).isEqualTo(ProviderSpeech.TOOLS);
    assertThat(reply.finish()).isEqualTo("tool_calls");
    assertThat(bench.at(row).asked(model).body()).contains("weather", "clock");
  }

  @ParameterizedTest(
      name = "T13: {0} calls tools in parallel in a stream, each with an index of its own")
  @EnumSource
  void toolsStreamed(ProofRow row) {
    String model = bench.at(row).alone(row.speech().stream(row.speech().toolCalls()).end());

    StreamReply reply = bench.gateway().stream(asking(model).put("stream", true));

    assertThat(ToolCalls.named(reply)).isEqualTo(ProviderSpeech.TOOLS);
    assertThat(reply.finishes()).containsExactly("tool_calls");
    assertThat(reply.isComplete()).isTrue();
  }

  private static JsonObject asking(String model) {
    return Gateway.question(model)
        .put("tools", new JsonArray().add(tool("weather", "city")).add(tool("clock")));
  }

  private static JsonObject tool(String name, String... fields) {
    JsonObject properties = new JsonObject();
    for (String field : fields) {
      properties.put(field, new JsonObject().put("type", "string"));
    }
    JsonObject parameters = new JsonObject().put("type", "object").put("properties", properties);
    return new JsonObject()
        .put("type", "function")
        .put("function", new JsonObject().put("name", name).put("parameters", parameters));
  }

  @Test
  @DisplayName("every row is asked for its health at its own path, with its key")
  void healthy() {
    bench.alpha().on("", Script.json(200, "{\"object\":\"list\",\"data\":[],\"models\":[]}"));
    int before = bench.alpha().calls("").size();

    JsonObject checks = checks();

    List<Call> calls = bench.alpha().calls("").subList(before, bench.alpha().calls("").size());
    for (ProofRow row : ProofRow.values()) {
      assertThat(checks.getJsonObject(row.provider()).getString("problem")).as(row.name()).isNull();
      assertThat(calls)
          .as(row.name())
          .anyMatch(call -> call.target().equals(row.healthPath()) && row.isSigned(call));
    }
  }

  @ParameterizedTest(name = "a check of {0} tells of a refused key, and not the key")
  @EnumSource
  void refusedKey(ProofRow row) {
    String words = "Incorrect API key provided: " + row.secret();
    bench
        .alpha()
        .on(
            "",
            call ->
                row.isSigned(call)
                    ? row.speech().refused(401, words)
                    : Script.json(200, "{\"data\":[],\"models\":[]}"));

    JsonObject check = checks().getJsonObject(row.provider());

    assertThat(check.getBoolean("reachable")).isFalse();
    assertThat(check.getString("problem"))
        .contains("refused our credential")
        .doesNotContain("Incorrect");
  }

  /** The checks of all providers, by name. */
  private JsonObject checks() {
    Reply ready = bench.gateway().get("/health/ready?verbose");
    JsonObject checks = new JsonObject();
    for (Object each : ready.json().getJsonArray("checks")) {
      checks.put(((JsonObject) each).getString("provider"), each);
    }
    return checks;
  }
}
