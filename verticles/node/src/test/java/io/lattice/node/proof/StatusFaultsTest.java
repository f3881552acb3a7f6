package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Call;
import io.lattice.core.testing.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams that refuse: what is tried instead, and what the caller is told. */
@OnFaultBench
class StatusFaultsTest {
  private final FaultBench bench;

  StatusFaultsTest(FaultBench bench) {
    this.bench = bench;
  }

  private static Script refusal(String... headers) {
    Script script = Script.answer(429).type("application/json");
    for (String header : headers) {
      int colon = header.indexOf(':');
      script = script.header(header.substring(0, colon), header.substring(colon + 1).trim());
    }
    return script.whole(OpenAiWire.error("slow down", "rate_limit_exceeded"));
  }

  @Test
  @DisplayName("1: a 429 with Retry-After is answered by another, and its sender rests until then")
  void row1Elsewhere() {
    String model = bench.both(refusal("retry-after: 2"), OpenAiStreams.whole("from beta"));

    Reply first = bench.gateway().ask(model);
    Reply second = bench.gateway().ask(model);

    assertThat(first.text()).isEqualTo("from beta");
    assertThat(first.attempts()).isEqualTo(2);
    assertThat(second.attempts()).isEqualTo(1);
    assertThat(bench.alpha().calls(model)).hasSize(1);
  }

  @Test
  @DisplayName("1: a 429 with Retry-After is waited for where there is nobody else")
  void row1Waits() {
    String model = bench.alone(refusal("retry-after: 1"), OpenAiStreams.whole("at last"));

    Reply reply = bench.gateway().ask(model);

    assertThat(reply.text()).isEqualTo("at last");
    List<Call> calls = bench.alpha().calls(model);
    assertThat(calls.get(1).after(calls.get(0))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest(name = "2: {0} is waited for at least {1} ms")
  @CsvSource({
    "retry-after-ms: 400, 400",
    "x-ms-retry-after-ms: 400, 400",
    "retry-after: 0.4, 400",
    "retry-after: -5, 0",
    "'retry-after: Sun, 06 Nov 1994 08:49:38 GMT', 1000",
    "'retry-after: Sun, 06 Nov 1994 08:49:30 GMT', 0",
  })
  void row2(String header, int atLeastMillis) {
    String model =
        bench.alone(
            refusal("date: Sun, 06 Nov 1994 08:49:37 GMT", header), OpenAiStreams.whole("at last"));

    Reply reply = bench.gateway().ask(model);

    assertThat(reply.text()).isEqualTo("at last");
    List<Call> calls = bench.alpha().calls(model);
    assertThat(calls.get(1).after(calls.get(0)))
        .isGreaterThanOrEqualTo(Duration.ofMillis(atLeastMillis));
  }

  @ParameterizedTest(name = "2: {0} is not waited for")
  @ValueSource(strings = {"retry-after: 1000000000", "retry-after: soon", "retry-after: 1e400"})
  void row2NotWaitedFor(String header) {
    String model = bench.alone(refusal(header), OpenAiStreams.whole("never"));

    Reply reply = bench.gateway().ask(model);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.error().getString("code")).isEqualTo("upstream_rate_limited");
    assertThat(bench.alpha().calls(model)).hasSize(1);
  }

  @Test
  @DisplayName("3: an exhausted quota is not retried with the same credential")
  void row3Alone() {
    Script exhausted =
        Script.answer(429)
            .type("application/json")
            .header("retry-after", "0")
            .whole(OpenAiWire.error("no money left", "insufficient_quota"));
    String model = bench.alone(exhausted, OpenAiStreams.whole("never"));

    Reply reply = bench.gateway().ask(model);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(bench.alpha().calls(model)).hasSize(1);
  }

  @Test
  @DisplayName("3: an exhausted quota is answered by another provider")
  void row3Elsewhere() {
    String model =
        bench.both(
            Script.json(429, OpenAiWire.error("no money left", "insufficient_quota")),
            OpenAiStreams.whole("from beta"));

    assertThat(bench.gateway().ask(model).text()).isEqualTo("from beta");
  }

  @Test
  @DisplayName("4: a 500 fails over once")
  void row4Elsewhere() {
    String model =
        bench.both(OpenAiStreams.error(500, "oops"), OpenAiStreams.complete("from ", "beta"));

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo("from beta");
    assertThat(reply.attempts()).isEqualTo(2);
    assertThat(bench.alpha().calls(model)).hasSize(1);
  }

  @Test
  @DisplayName("4: a 500 is tried again where there is nobody else")
  void row4Again() {
    String model =
        bench.alone(OpenAiStreams.error(500, "oops"), OpenAiStreams.whole("second time"));

    assertThat(bench.gateway().ask(model).text()).isEqualTo("second time");
  }

  @ParameterizedTest(name = "5: a {0} page of a CDN is told as an error, and not as a page")
  @CsvSource({"502, upstream_unreachable", "504, timeout"})
  void row5(int status, String code) {
    String model =
        bench.alone(Script.whole(status, "text/html", "<html><b>Bad gateway</b></html>"));

    Reply reply = bench.gateway().ask(model);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.body()).doesNotContain("<html").doesNotContain("<b>");
    assertThat(reply.error().getString("code")).isEqualTo(code);
  }

  @Test
  @DisplayName("6: a 503 with Retry-After is answered by another, and its sender rests until then")
  void row6() {
    Script overloaded =
        Script.answer(503)
            .type("application/json")
            .header("retry-after", "2")
            .whole(OpenAiWire.error("overloaded", null));
    String model = bench.both(overloaded, OpenAiStreams.whole("from beta"));

    Reply first = bench.gateway().ask(model);
    Reply second = bench.gateway().ask(model);

    assertThat(first.attempts()).isEqualTo(2);
    assertThat(second.attempts()).isEqualTo(1);
    assertThat(bench.alpha().calls(model)).hasSize(1);
  }

  @ParameterizedTest(name = "9: a {0} is the caller''s, who gets {1} and the provider''s words")
  @CsvSource({"400, 400", "413, 413", "422, 400"})
  void row9(int status, int told) {
    String model =
        bench.both(OpenAiStreams.error(status, "temperature is 9"), OpenAiStreams.whole("never"));

    for (int i = 0; i < 6; i++) {
      Reply reply = bench.gateway().ask(model);

      assertThat(reply.status()).isEqualTo(told);
      assertThat(reply.error().getString("message")).contains("temperature is 9");
    }
    // The sixth still went there: the caller's mistakes open no circuit.
    assertThat(bench.alpha().calls(model)).hasSize(6);
    assertThat(bench.beta().calls(model)).isEmpty();
  }

  @Test
  @DisplayName("9: a content filter's refusal is the caller's, and is not tried elsewhere")
  void row9ContentFilter() {
    String model =
        bench.both(
            Script.json(400, OpenAiWire.error("filtered", "content_filter")),
            OpenAiStreams.whole("never"));

    Reply reply = bench.gateway().ask(model);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error().getString("code")).isEqualTo("content_filter");
    assertThat(bench.beta().calls(model)).isEmpty();
  }

  @Test
  @DisplayName("9: a 404 is told as one where nobody else has the model")
  void row9NotFound() {
    String model = bench.alone(OpenAiStreams.error(404, "no such model"));

    assertThat(bench.gateway().ask(model).status()).isEqualTo(404);
    assertThat(bench.alpha().calls(model)).hasSize(1);
  }

  @ParameterizedTest(name = "45: a {0} to another place is not followed")
  @ValueSource(ints = {301, 302, 307, 308})
  void row45(int status) {
    String model =
        bench.alone(
            Script.answer(status)
                .header("location", bench.beta().url("/v1/chat/completions").toString())
                .whole(""));
    int before = bench.beta().calls().size();

    Reply reply = bench.gateway().ask(model);

    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.error().getString("code")).isEqualTo("upstream_protocol");
    assertThat(bench.beta().calls()).hasSize(before);
  }
}
