package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Call;
import io.lattice.core.testing.Script;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row of providers whose answers are odd on the wire, and answers all the same. */
@OnFaultBench
class WireContractTest {
  private static final String POISON =
      "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";

  private final FaultBench bench;

  WireContractTest(FaultBench bench) {
    this.bench = bench;
  }

  @ParameterizedTest(name = "27: data of {0} in more than one line is joined")
  @EnumSource(names = "OLLAMA", mode = EnumSource.Mode.EXCLUDE)
  void lines(ProofRow row) {
    ProviderSpeech speech = row.speech();
    String events =
        (speech.opening(UsageTold.ONCE) + speech.text("Hello") + speech.ending(UsageTold.ONCE))
            .replace("data: {", "data: {\ndata:");
    String model = bench.at(row).alone(speech.stream(events).end());
    // Of another dialect: who speaks the same gets the lines as they are.
    CallerFace face = row == ProofRow.ANTHROPIC ? CallerFace.GEMINI : CallerFace.ANTHROPIC;

    assertThat(face.stream(bench.gateway(), model))
        .isEqualTo(new Heard(200, "Hello", "", 5, 7, null, true));
  }

  @Test
  @DisplayName("29: lines of OLLAMA with empty ones between them, and without an end of the last")
  void emptyLines() {
    ProviderSpeech speech = ProofRow.OLLAMA.speech();
    String lines = "\n\r\n" + speech.text("Hel") + "\n" + speech.text("lo");

    StreamReply reply =
        bench.gateway().stream(
            bench
                .at(ProofRow.OLLAMA)
                .alone(speech.stream(lines + speech.ending(UsageTold.ONCE).strip()).end()));

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.isComplete()).isTrue();
  }

  @ParameterizedTest(name = "40: {0} that has nothing to say ends without a word, and without harm")
  @EnumSource(names = "GOOGLE", mode = EnumSource.Mode.EXCLUDE)
  void speechless(ProofRow row) {
    StreamReply reply = bench.gateway().stream(bench.at(row).alone(nothingSaid(row)));

    assertThat(reply.text()).isEmpty();
    assertThat(reply.isComplete()).isTrue();
    assertThat(reply.finishes()).containsExactly("stop");
  }

  @Test
  @DisplayName("40: GOOGLE that has nothing to say broke down, and fails over")
  void speechlessGemini() {
    String model = bench.at(ProofRow.GOOGLE).orStreamed(nothingSaid(ProofRow.GOOGLE));

    assertThat(bench.gateway().stream(model).text()).isEqualTo(RowBench.STAND_IN);
  }

  private static Script nothingSaid(ProofRow row) {
    ProviderSpeech speech = row.speech();
    return speech.stream(speech.opening(UsageTold.ONCE) + speech.ending(UsageTold.ONCE)).end();
  }

  @ParameterizedTest(name = "41: arguments of {0} that are no JSON are passed on as they are")
  @EnumSource(names = {"OPENAI", "AZURE", "AZURE_V1", "XAI", "DIAL", "ANTHROPIC", "COMPATIBLE"})
  void arguments(ProofRow row) {
    String calls = row.speech().toolCalls().replace("Köln\\\"}", "Köln");

    StreamReply reply =
        bench.gateway().stream(bench.at(row).alone(row.speech().stream(calls).end()));

    assertThat(ToolCalls.of(reply).get(0).replace(": ", ":")).endsWith(" weather {\"city\":\"Köln");
    assertThat(reply.isComplete()).isTrue();
  }

  @ParameterizedTest(name = "42: bytes after an answer of {0} poison nobody''s next answer")
  @EnumSource
  void poison(ProofRow row) {
    RowBench at = bench.at(row);
    String model =
        at.alone(row.speech().answer("first").bytes(POISON), row.speech().answer("second"));

    assertThat(bench.gateway().ask(model).text()).isEqualTo("first");
    assertThat(bench.gateway().ask(model).text()).isEqualTo("second");
    List<Call> calls = bench.alpha().calls(model);
    // It may be met once more, before the rest on it is seen; then it is left.
    assertThat(calls.get(calls.size() - 1).connection()).isNotEqualTo(calls.get(0).connection());
  }

  @ParameterizedTest(name = "43: an interim 103 of {0} is not the answer")
  @EnumSource
  void interim(ProofRow row) {
    RowBench at = bench.at(row);
    String model =
        at.alone(
            Script.raw()
                .bytes("HTTP/1.1 103 Early Hints\r\n\r\n")
                .then(row.speech().complete("the ", "answer")));

    assertThat(bench.gateway().stream(model).text()).isEqualTo("the answer");
    assertThat(at.timesAsked(model)).isEqualTo(1);
  }

  @ParameterizedTest(name = "44: of the headers of {0} none is passed on, however large")
  @EnumSource
  void headers(ProofRow row) {
    Script script =
        Script.answer(200)
            .type("application/json")
            .header("x-large", "x".repeat(10_000))
            .header("set-cookie", "session=1")
            .header("x-ratelimit-remaining-requests", "7")
            .header("request-id", "theirs")
            .header("x-request-id", "theirs")
            .whole(row.speech().whole("Hello"));

    Reply reply = bench.gateway().ask(bench.at(row).alone(script));

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.headers().keySet())
        .doesNotContain("x-large", "set-cookie", "x-ratelimit-remaining-requests");
    assertThat(reply.headers().values()).doesNotContain("theirs");
  }

  @ParameterizedTest(name = "32: {0} that answers whole is served as the stream that was asked for")
  @EnumSource
  void wholeForStream(ProofRow row) {
    StreamReply reply = bench.gateway().stream(bench.at(row).alone(row.speech().answer("Hello")));

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.isComplete()).isTrue();
  }

  @ParameterizedTest(name = "32: {0} that streams is served as the whole answer that was asked for")
  @EnumSource
  void streamForWhole(ProofRow row) {
    String model = bench.at(row).alone(row.speech().complete("Hel", "lo"));

    assertThat(bench.gateway().ask(model).text()).isEqualTo("Hello");
  }

  @ParameterizedTest(name = "31: {0} that compresses what nobody asked it to is passed by")
  @EnumSource
  void compressed(ProofRow row) {
    RowBench at = bench.at(row);
    String model =
        at.orWhole(
            Script.answer(200)
                .type("application/json")
                .header("content-encoding", "gzip")
                .whole(row.speech().whole("Hello")));

    assertThat(bench.gateway().ask(model).text()).isEqualTo(RowBench.STAND_IN);
    assertThat(at.asked(model).headers("accept-encoding")).allMatch("identity"::equals);
  }
}
