package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Call;
import io.lattice.core.testing.Script;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams that cannot be reached, say nothing, break off or say too much below HTTP. */
@OnFaultBench
class ConnectionFaultsTest {
  private final FaultBench bench;

  ConnectionFaultsTest(FaultBench bench) {
    this.bench = bench;
  }

  @ParameterizedTest(name = "{0}: a place that is {1} is passed by, whole and streamed")
  @CsvSource({
    "10, refused",
    "11, silent",
    "12, unroutable",
    "13, expired",
    "13, elsewhere",
    "13, stranger",
    "13, mute",
    "13, ancient"
  })
  void rows10To13(int row, String place) {
    String model = bench.past(place, OpenAiStreams.complete("from ", "beta"));

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo("from beta");
    assertThat(reply.attempts()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}: where nobody else is, {1} is told as {3}")
  @CsvSource({
    "10, refused, 502, upstream_unreachable",
    "11, silent, 504, timeout",
    "12, unroutable, 502, upstream_unreachable",
    "13, expired, 502, upstream_unreachable",
    "13, mute, 504, timeout",
  })
  void rows10To13Alone(int row, String place, int status, String code) {
    Reply reply = bench.gateway().ask("by-" + place);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.error().getString("code")).isEqualTo(code);
  }

  @Test
  @DisplayName("13: a certificate that is in order is trusted")
  void row13Trusted() {
    assertThat(bench.gateway().ask("by-trusted").text()).isEqualTo("trusted");
  }

  @Test
  @DisplayName("16: an upstream without headers is given up for another")
  void row16Elsewhere() {
    String model = bench.both(Script.raw().stall(), OpenAiStreams.complete("from ", "beta"));

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo("from beta");
    bench.alpha().awaitCall(model).awaitGone();
  }

  @Test
  @DisplayName("16: an upstream without headers is a 504 where there is nobody else")
  void row16Alone() {
    String model = bench.alone(Script.raw().stall());

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.status()).isEqualTo(504);
    assertThat(reply.code()).isEqualTo("timeout");
    bench.alpha().awaitCall(model).awaitGone();
  }

  @Test
  @DisplayName("16: a whole answer may take all the time there is, and not more")
  void row16Whole() {
    String model = bench.alone(Script.raw().stall());

    Reply reply = bench.gateway().ask(Gateway.question(model), "x-lattice-timeout-ms: 500");

    assertThat(reply.status()).isEqualTo(504);
    assertThat(reply.error().getString("code")).isEqualTo("timeout");
    bench.alpha().awaitCall(model).awaitGone();
  }

  @Test
  @DisplayName("17: headers without a first token fail over unseen")
  void row17() {
    String model =
        bench.both(OpenAiStreams.begun().stall(), OpenAiStreams.complete("from ", "beta"));

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo("from beta");
    assertThat(reply.header("x-lattice-deployment")).contains("beta");
    bench.alpha().awaitCall(model).awaitGone();
  }

  @Test
  @DisplayName("19: a stall in mid-stream becomes one typed error")
  void row19() {
    String model = bench.alone(OpenAiStreams.begun("Hel", "lo").stall());

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.code()).isEqualTo("timeout");
    bench.alpha().awaitCall(model).awaitGone();
  }

  @Test
  @DisplayName("20: a reset in mid-stream becomes one typed error")
  void row20() {
    String model = bench.alone(OpenAiStreams.begun("Hel", "lo").reset());

    StreamReply reply = bench.gateway().stream(model);

    assertThat("Hello").startsWith(reply.text());
    assertThat(reply.code()).isIn("stream_interrupted", "upstream_unreachable");
    assertThat(bench.alpha().calls(model)).hasSizeBetween(1, 3);
  }

  @Test
  @DisplayName("20: a reset before the first token fails over unseen")
  void row20Early() {
    String model =
        bench.both(OpenAiStreams.begun().reset(), OpenAiStreams.complete("from ", "beta"));

    assertThat(bench.gateway().stream(model).text()).isEqualTo("from beta");
  }

  @ParameterizedTest(name = "21: a FIN {0} becomes one typed error")
  @ValueSource(strings = {"in a chunk", "between chunks", "after the finish"})
  void row21(String where) {
    Script begun = OpenAiStreams.begun("Hello");
    String model =
        bench.alone(
            switch (where) {
              case "in a chunk" -> begun.bytes("40\r\ndata: {\"cho").fin();
              case "between chunks" -> begun.fin();
              default -> begun.bytes("7f\r\ndata: ").fin();
            });

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.code()).isEqualTo("stream_interrupted");
  }

  @Test
  @DisplayName("22: the regular end of a connection is no end of a stream")
  void row22() {
    Script script =
        Script.answer(200)
            .type("text/event-stream")
            .event(OpenAiWire.role())
            .event(OpenAiWire.text("Hello"))
            .fin();
    String model = bench.alone(script);

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.code()).isEqualTo("stream_interrupted");
  }

  @Test
  @DisplayName("22: the last chunk is no end of a stream either")
  void row22LastChunk() {
    String model = bench.alone(OpenAiStreams.begun("Hello").end());

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.code()).isEqualTo("stream_interrupted");
  }

  @Test
  @DisplayName("23: an answer that is cut fails over, and else is an error")
  void row23() {
    String whole = OpenAiWire.answer("Hello").encode();
    Script cut =
        Script.answer(200)
            .type("application/json")
            .length(whole.length())
            .send(whole.substring(0, whole.length() / 2))
            .fin();

    assertThat(bench.gateway().ask(bench.both(cut, OpenAiStreams.whole("from beta"))).text())
        .isEqualTo("from beta");
    assertThat(bench.gateway().ask(bench.alone(cut)).status()).isEqualTo(502);
  }

  @Test
  @DisplayName("42: bytes after an answer poison nobody's next answer")
  void row42() {
    String poison =
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";
    String model =
        bench.alone(
            OpenAiStreams.whole("first").bytes(poison),
            OpenAiStreams.whole("second"),
            OpenAiStreams.whole("third"));

    assertThat(bench.gateway().ask(model).text()).isEqualTo("first");
    assertThat(bench.gateway().ask(model).text()).isEqualTo("second");
    assertThat(bench.gateway().ask(model).text()).isEqualTo("third");
    assertThat(bench.alpha().calls(model).stream().map(Call::connection).limit(2))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "43: an interim {0} is not the answer")
  @ValueSource(ints = {100, 103})
  void row43(int status) {
    Script script =
        Script.raw()
            .bytes("HTTP/1.1 " + status + " Interim\r\n\r\n")
            .then(OpenAiStreams.complete("the ", "answer"));
    String model = bench.alone(script);

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo("the answer");
    assertThat(bench.alpha().calls(model)).hasSize(1);
  }

  @Test
  @DisplayName("43: an interim 102, which the HTTP client takes for an answer, fails over")
  void row43Processing() {
    Script script =
        Script.raw()
            .bytes("HTTP/1.1 102 Processing\r\n\r\n")
            .then(OpenAiStreams.complete("the ", "answer"));
    String model = bench.both(script, OpenAiStreams.complete("from ", "beta"));

    assertThat(bench.gateway().stream(model).text()).isEqualTo("from beta");
  }

  @Test
  @DisplayName("44: large headers of an upstream are taken, and none of its own is passed on")
  void row44() {
    Script script =
        Script.answer(200).type("application/json").header("x-large", "x".repeat(10_000));
    for (int i = 0; i < 500; i++) {
      script = script.header("x-" + i, "value");
    }
    script = script.header("set-cookie", "session=1").header("x-request-id", "theirs");
    String model = bench.alone(script.whole(OpenAiWire.answer("Hello").encode()));

    Reply reply = bench.gateway().ask(model);

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.headers().keySet())
        .doesNotContain("x-large", "x-1", "set-cookie")
        .allMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)));
    assertThat(reply.header("x-request-id")).isNotEqualTo("theirs");
  }

  @Test
  @DisplayName("44: headers beyond the limit are an error, not a crash")
  void row44Beyond() {
    Script script =
        Script.answer(200)
            .type("application/json")
            .header("x-large", "x".repeat(100_000))
            .whole(OpenAiWire.answer("Hello").encode());

    Reply reply = bench.gateway().ask(bench.alone(script));

    assertThat(reply.status()).isEqualTo(502);
  }
}
