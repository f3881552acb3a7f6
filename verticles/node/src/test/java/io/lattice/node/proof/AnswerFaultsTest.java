package io.lattice.node.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Script;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams whose answers are not what was asked for, or not what they say they are. */
@OnFaultBench
class AnswerFaultsTest {
  private final FaultBench bench;

  AnswerFaultsTest(FaultBench bench) {
    this.bench = bench;
  }

  @Test
  @DisplayName("31: compression is not asked for, and not taken")
  void row31() {
    Script zipped =
        Script.answer(200)
            .type("application/json")
            .header("content-encoding", "gzip")
            .whole(gzip(OpenAiWire.answer("Hello").encode().getBytes(UTF_8)));
    String model = bench.both(zipped, OpenAiStreams.whole("from beta"));

    assertThat(bench.gateway().ask(model).text()).isEqualTo("from beta");
    List<String> accepted = bench.alpha().awaitCall(model).headers("accept-encoding");
    assertThat(accepted).allMatch(value -> value.equals("identity"));
  }

  @Test
  @DisplayName("31: a bomb of zeros does not go off")
  void row31Bomb() {
    Script bomb =
        Script.sse()
            .header("content-encoding", "gzip")
            .send(gzip(new byte[64 * 1024 * 1024]))
            .end();
    String model = bench.alone(bomb);

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.code()).isEqualTo("upstream_protocol");
  }

  @Test
  @DisplayName("32: JSON that is called plain text is read")
  void row32Plain() {
    String model =
        bench.alone(Script.whole(200, "text/plain", OpenAiWire.answer("Hello").encode()));

    assertThat(bench.gateway().ask(model).text()).isEqualTo("Hello");
  }

  @ParameterizedTest(
      name = "32: a whole answer called {0} is served as the stream that was asked for")
  @ValueSource(strings = {"text/event-stream", "application/json"})
  void row32Whole(String type) {
    String model = bench.alone(Script.whole(200, type, OpenAiWire.answer("Hello").encode()));

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.isComplete()).isTrue();
  }

  @Test
  @DisplayName("32: a stream is served as the whole answer that was asked for")
  void row32Streamed() {
    String model = bench.alone(OpenAiStreams.complete("Hel", "lo"));

    assertThat(bench.gateway().ask(model).text()).isEqualTo("Hello");
  }

  @ParameterizedTest(name = "33: status 200 with {0} is a failure")
  @ValueSource(strings = {"a page", "a page called JSON", "an error", "nothing", "half of JSON"})
  void row33(String what) {
    String page = "<!DOCTYPE html><html>Sign in</html>";
    Script script =
        switch (what) {
          case "a page" -> Script.whole(200, "text/html", page);
          case "a page called JSON" -> Script.json(200, page);
          case "an error" -> Script.json(200, OpenAiWire.error("overloaded", null));
          case "nothing" -> Script.json(200, "");
          default -> Script.json(200, "{\"choices\":[");
        };

    Reply elsewhere = bench.gateway().ask(bench.both(script, OpenAiStreams.whole("from beta")));
    Reply alone = bench.gateway().ask(bench.alone(script));

    assertThat(elsewhere.text()).isEqualTo("from beta");
    assertThat(alone.status()).isIn(502, 503);
    assertThat(alone.body()).doesNotContain("<html");
  }

  @Test
  @DisplayName("34: an error as the first event fails over")
  void row34() {
    Script script = Script.sse().event(OpenAiWire.error("overloaded", "server_error")).end();
    String model = bench.both(script, OpenAiStreams.complete("from ", "beta"));

    assertThat(bench.gateway().stream(model).text()).isEqualTo("from beta");
  }

  @Test
  @DisplayName("35: an error in mid-stream becomes one typed error")
  void row35() {
    Script script =
        OpenAiStreams.begun("Hello").event(OpenAiWire.error("overloaded", "server_error")).done();

    StreamReply reply = bench.gateway().stream(bench.alone(script));

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.code()).isEqualTo("overloaded");
  }

  @Test
  @DisplayName("36: usage that is missing is estimated, and never nothing")
  void row36() {
    String model =
        bench.alone(OpenAiStreams.begun("Hello there").event(OpenAiWire.finish("stop")).done());

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.isComplete()).isTrue();
    assertThat(bench.log().tokens(model, "outputTokens")).isPositive();
    assertThat(bench.log().tokens(model, "inputTokens")).isPositive();
    assertThat(bench.gateway().get("/metrics").body())
        .contains("lattice_cost_usd_total{deployment=\"alpha/" + model + "\",usage=\"estimated\"}");
  }

  @Test
  @DisplayName("37: of usage that is told twice the last counts")
  void row37() {
    String model =
        bench.alone(
            OpenAiStreams.begun("Hello")
                .event(OpenAiWire.usage(5, 3))
                .event(OpenAiWire.finish("stop"))
                .event(OpenAiWire.usage(5, 7))
                .done());

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.isComplete()).isTrue();
    assertThat(bench.log().tokens(model, "inputTokens")).isEqualTo(5);
    assertThat(bench.log().tokens(model, "outputTokens")).isEqualTo(7);
  }

  @Test
  @DisplayName("38: usage that cannot be is not believed")
  void row38() {
    String model =
        bench.alone(
            OpenAiStreams.begun("Hello")
                .event(OpenAiWire.finish("stop"))
                .event(OpenAiWire.usage(-5, -7))
                .done());

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.isComplete()).isTrue();
    assertThat(bench.log().tokens(model, "inputTokens")).isNotNegative();
    assertThat(bench.log().tokens(model, "outputTokens")).isNotNegative();
  }

  @Test
  @DisplayName("39: the first end is the end")
  void row39() {
    Script script =
        OpenAiStreams.begun("Hello")
            .event(OpenAiWire.finish("stop"))
            .event("[DONE]")
            .event(OpenAiWire.text(" again"))
            .event("[DONE]")
            .end();

    StreamReply reply = bench.gateway().stream(bench.alone(script));

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.isComplete()).isTrue();
  }

  @Test
  @DisplayName("40: chunks without choices, deltas, ids or roles are taken")
  void row40() {
    Script script =
        Script.sse()
            .event("{\"choices\":[],\"prompt_filter_results\":[]}")
            .event("{\"choices\":[{\"index\":0,\"delta\":null}]}")
            .event("{\"choices\":[{\"index\":0}]}")
            .event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":null}}]}")
            .event("{\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}")
            .event(
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}")
            .done();

    try (OpenStream open = bench.gateway().open(Gateway.streamed(bench.alone(script)))) {
      assertThat(open.nextText()).isEqualTo("Hello");
      assertThat(open.rest().isComplete()).isTrue();
    }
  }

  @Test
  @DisplayName("40: a whole answer without choices is no answer")
  void row40Empty() {
    JsonObject empty = OpenAiWire.answer("Hello");
    empty.getJsonArray("choices").clear();
    String model = bench.both(Script.json(200, empty.encode()), OpenAiStreams.whole("from beta"));

    assertThat(bench.gateway().ask(model).text()).isEqualTo("from beta");
  }

  @Test
  @DisplayName("41: tool calls keep their order, and arguments their words, however odd")
  void row41() {
    Script script =
        Script.sse()
            .event(OpenAiWire.toolCall(0, "a", "first", "{\"x\":"))
            .event(OpenAiWire.toolCall(1, "b", "second", "not "))
            .event(OpenAiWire.toolArguments(0, "1}"))
            .event(OpenAiWire.toolArguments(1, "JSON {"))
            .event(OpenAiWire.finish("tool_calls"))
            .done();

    StreamReply reply = bench.gateway().stream(bench.alone(script));

    assertThat(ToolCalls.of(reply)).containsExactly("a first {\"x\":1}", "b second not JSON {");
    assertThat(reply.finishes()).containsExactly("tool_calls");
  }

  @Test
  @DisplayName("41: a tool call without its index is passed on as it is")
  void row41NoIndex() {
    String chunk =
        OpenAiWire.toolCall(0, "a", "only", "{}").replace("\"index\":0,\"id\"", "\"id\"");
    Script script = Script.sse().event(chunk).event(OpenAiWire.finish("tool_calls")).done();

    StreamReply reply = bench.gateway().stream(bench.alone(script));

    assertThat(reply.isComplete()).isTrue();
    assertThat(reply.chunks().get(0).encode()).contains("\"only\"");
  }

  private static byte[] gzip(byte[] data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(data);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    return bytes.toByteArray();
  }
}
