package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Call;
import io.lattice.core.testing.Script;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams whose streams come in odd pieces, or never to an end. */
@OnFaultBench
class StreamFaultsTest {
  private final FaultBench bench;

  StreamFaultsTest(FaultBench bench) {
    this.bench = bench;
  }

  private static Script pings(Script before) {
    Script script = before;
    for (int i = 0; i < 60; i++) {
      script = script.send(": ping\n\n").pause(Duration.ofMillis(200));
    }
    return script;
  }

  @Test
  @DisplayName("18: pings alone before the first token fail over")
  void row18Early() {
    String model = bench.both(pings(OpenAiStreams.begun()), OpenAiStreams.complete("from beta"));

    assertThat(bench.gateway().stream(model).text()).isEqualTo("from beta");
    bench.alpha().awaitCall(model).awaitGone();
  }

  @Test
  @DisplayName("18: pings alone after the first token become one typed error, and ours go on")
  void row18Late() {
    String model = bench.alone(pings(OpenAiStreams.begun("Hello")));

    try (OpenStream open = bench.gateway().open(Gateway.streamed(model))) {
      assertThat(open.nextText()).isEqualTo("Hello");
      assertThat(open.head().line()).isEmpty();
      assertThat(open.head().line()).startsWith(":");
      assertThat(open.rest().code()).isEqualTo("timeout");
    }
    bench.alpha().awaitCall(model).awaitGone();
  }

  @ParameterizedTest(name = "24: a stream in pieces of {0} bytes reads as one in a piece")
  @ValueSource(ints = {1, 2, 3, 5, 7, 64})
  void row24(int bytes) {
    Script crlf =
        Script.sse()
            .splitEvery(bytes)
            .send("data: " + OpenAiWire.role() + "\r\n\r\n")
            .send("data: " + OpenAiWire.text("Grüße, 世界 🙂") + "\r\n\r\n")
            .send("data: " + OpenAiWire.finish("stop") + "\r\n\r\n")
            .send("data: " + OpenAiWire.usage(5, 7) + "\r\n\r\n")
            .send("data: [DONE]\r\n\r\n")
            .end();
    String model = bench.alone(crlf);

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo("Grüße, 世界 🙂");
    assertThat(reply.finishes()).containsExactly("stop");
    assertThat(reply.usage().getInteger("total_tokens")).isEqualTo(12);
    assertThat(reply.isComplete()).isTrue();
  }

  @Test
  @DisplayName("25: a byte order mark and mixed line ends are read")
  void row25() {
    Script script =
        Script.sse()
            .send("\uFEFFdata: " + OpenAiWire.text("Hel") + "\r\r")
            .send("data: " + OpenAiWire.text("lo") + "\r\n\r\n")
            .send("data: " + OpenAiWire.finish("stop") + "\n\r\n")
            .done();

    StreamReply reply = bench.gateway().stream(bench.alone(script));

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.isComplete()).isTrue();
  }

  @Test
  @DisplayName("25: a last event that is not completed does not count")
  void row25Incomplete() {
    Script script =
        OpenAiStreams.begun("Hello").send("data: " + OpenAiWire.text(" world") + "\n").end();

    StreamReply reply = bench.gateway().stream(bench.alone(script));

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.code()).isEqualTo("stream_interrupted");
  }

  @Test
  @DisplayName("26: comments, other fields and unknown events change nothing")
  void row26() {
    Script script =
        Script.sse()
            .send(": hello\n\nretry: 10\nid: 7\nevent: ping\ndata: {}\n\n")
            .send("unknown: field\ndata: " + OpenAiWire.text("Hel") + "\n\n")
            .send("event: of-the-future\ndata: {\"object\":\"surprise\"}\n\n")
            .send("id\ndata:" + OpenAiWire.text("lo") + "\n\n")
            .event(OpenAiWire.finish("stop"))
            .done();

    StreamReply reply = bench.gateway().stream(bench.alone(script));

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.isComplete()).isTrue();
  }

  @Test
  @DisplayName("28: an event without end is cut off long before all of it was read")
  void row28() {
    String megabyte = "x".repeat(1024 * 1024);
    Script script = OpenAiStreams.begun("Hello").send("data: ").sendEach(64, i -> megabyte).stall();
    String model = bench.alone(script);

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.code()).isEqualTo("upstream_protocol");
    Call call = bench.alpha().awaitCall(model);
    call.awaitGone();
    // What the system's buffers hold beside the limit of 1 MiB.
    assertThat(call.bytesSent()).isLessThan(24L * 1024 * 1024);
  }
}
