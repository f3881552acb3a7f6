package io.lattice.node.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Call;
import io.lattice.core.testing.Script;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams of every row of providers that come in odd pieces, stall, or end before their end. */
@OnFaultBench
class StreamsContractTest {
  private static final String MEGABYTE = "x".repeat(1024 * 1024);

  private final FaultBench bench;

  StreamsContractTest(FaultBench bench) {
    this.bench = bench;
  }

  private static Stream<Arguments> rowsAnd(Object... what) {
    return Arrays.stream(ProofRow.values())
        .flatMap(row -> Arrays.stream(what).map(each -> Arguments.of(row, each)));
  }

  static Stream<Arguments> pieces() {
    return rowsAnd(1, 2, 3, 7, 64);
  }

  @ParameterizedTest(name = "24, 29: {0} in pieces of {1} bytes reads as one in a piece")
  @MethodSource("pieces")
  void pieces(ProofRow row, int bytes) {
    Script script =
        Script.raw().splitEvery(bytes).then(row.speech().complete("Grüße, ", "世界 ", "🙂"));

    StreamReply reply = bench.gateway().stream(bench.at(row).alone(script));

    assertThat(reply.text()).isEqualTo("Grüße, 世界 🙂");
    assertThat(reply.finishes()).containsExactly("stop");
    assertThat(reply.usage().getInteger("total_tokens")).isEqualTo(12);
    assertThat(reply.isComplete()).isTrue();
  }

  @ParameterizedTest(name = "24: tool calls of {0} in pieces of {1} bytes keep every byte")
  @MethodSource("pieces")
  void toolPieces(ProofRow row, int bytes) {
    Script script =
        Script.raw().splitEvery(bytes).then(row.speech().stream(row.speech().toolCalls()).end());

    StreamReply reply = bench.gateway().stream(bench.at(row).alone(script));

    assertThat(ToolCalls.named(reply)).isEqualTo(ProviderSpeech.TOOLS);
  }

  @ParameterizedTest(name = "25: {0} with line ends of {1} and a byte order mark")
  @MethodSource("lineEnds")
  void lineEnds(ProofRow row, String which) {
    String ends = which.equals("CR") ? "\r" : which.equals("CRLF") ? "\r\n" : "\n";
    ProviderSpeech speech = row.speech();
    String bytes =
        "\uFEFF"
            + speech.opening(UsageTold.ONCE)
            + speech.text("Hello")
            + speech.ending(UsageTold.ONCE);

    StreamReply reply =
        bench.gateway().stream(
            bench
                .at(row)
                .alone(speech.stream(bytes.replace("\r\n", "\n").replace("\n", ends)).end()));

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.isComplete()).isTrue();
  }

  static Stream<Arguments> lineEnds() {
    // Lines of JSON end in LF, before which JSON allows a CR.
    return rowsAnd("LF", "CRLF", "CR")
        .filter(each -> each.get()[0] != ProofRow.OLLAMA || !each.get()[1].equals("CR"));
  }

  @ParameterizedTest(name = "26: pings and events of the future of {0} change nothing")
  @EnumSource
  void pings(ProofRow row) {
    ProviderSpeech speech = row.speech();
    String future =
        row == ProofRow.OLLAMA
            ? ""
            : "id: 7\nretry: 10\nevent: of-the-future\ndata: {\"type\":\"of-the-future\"}\n\n";

    StreamReply reply =
        bench.gateway().stream(
            bench
                .at(row)
                .alone(
                    speech.stream(speech.ping() + speech.opening(UsageTold.ONCE) + speech.ping())
                        .send(speech.text("Hel") + future + speech.ping() + speech.text("lo"))
                        .send(speech.ending(UsageTold.ONCE))
                        .end()));

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.isComplete()).isTrue();
  }

  @ParameterizedTest(
      name = "21, 22: {0} that {1} before any word fails over, and is a failure alone")
  @MethodSource("breaks")
  void brokenEarly(ProofRow row, String how) {
    Script script = broken(how, row, row.speech().begun());

    StreamReply elsewhere = bench.gateway().stream(bench.at(row).orStreamed(script));
    StreamReply alone = bench.gateway().stream(bench.at(row).alone(script));

    assertThat(elsewhere.text()).isEqualTo(RowBench.STAND_IN);
    assertThat(alone.status()).isEqualTo(502);
  }

  @ParameterizedTest(name = "20 to 22: {0} that {1} after some words becomes one typed error")
  @MethodSource("breaks")
  void brokenLate(ProofRow row, String how) {
    RowBench at = bench.at(row);
    String model = at.orStreamed(broken(how, row, row.speech().begun("Hel", "lo")));

    StreamReply reply = bench.gateway().stream(model);

    assertThat("Hello").startsWith(reply.text());
    assertThat(reply.code()).isIn("stream_interrupted", "upstream_unreachable");
    assertThat(at.timesPassedOn(model)).isZero();
  }

  static Stream<Arguments> breaks() {
    return rowsAnd("ends", "ends in an event", "is cut", "is cut in an event", "is reset");
  }

  private static Script broken(String how, ProofRow row, Script before) {
    String event = row.speech().text("never");
    Script inEvent = before.send(event.substring(0, event.length() / 2));
    return switch (how) {
      case "ends" -> before.end();
      case "ends in an event" -> inEvent.end();
      case "is cut" -> before.fin();
      case "is cut in an event" -> inEvent.fin();
      default -> before.reset();
    };
  }

  @ParameterizedTest(
      name = "23: a whole answer of {0} that is cut fails over, and else is an error")
  @EnumSource
  void cut(ProofRow row) {
    byte[] whole = row.speech().whole("Hello").getBytes(UTF_8);
    Script script =
        Script.answer(200)
            .type("application/json")
            .length(whole.length)
            .send(Arrays.copyOf(whole, whole.length / 2))
            .fin();

    assertThat(bench.gateway().ask(bench.at(row).orWhole(script)).text())
        .isEqualTo(RowBench.STAND_IN);
    assertThat(bench.gateway().ask(bench.at(row).alone(script)).status()).isEqualTo(502);
  }

  @Test
  @DisplayName("16: a row without headers is given up for another")
  void noHeaders() {
    assertGivenUp(at -> Script.raw().stall());
  }

  @Test
  @DisplayName("17: a row with headers and no word is given up for another")
  void noWord() {
    assertGivenUp(at -> at.speech().begun().stall());
  }

  @Test
  @DisplayName("18: a row that only pings before its first word is given up for another")
  void onlyPings() {
    assertGivenUp(at -> pinging(at.speech().begun(), at.speech()));
  }

  private void assertGivenUp(Function<RowBench, Script> script) {
    AllRows.stream(bench, at -> at.orStreamed(script.apply(at)))
        .forEach(
            (row, reply) -> {
              assertThat(reply.text()).as(row.name()).isEqualTo(RowBench.STAND_IN);
              assertThat(reply.attempts()).as(row.name()).isEqualTo(2);
            });
  }

  @Test
  @DisplayName("19: a row that stalls in mid-stream becomes one typed error")
  void stall() {
    assertTimedOut(at -> at.speech().begun("Hel", "lo").stall());
  }

  @Test
  @DisplayName("18: a row that only pings in mid-stream becomes one typed error")
  void onlyPingsLater() {
    assertTimedOut(at -> pinging(at.speech().begun("Hel", "lo"), at.speech()));
  }

  private void assertTimedOut(Function<RowBench, Script> script) {
    AllRows.stream(bench, at -> at.orStreamed(script.apply(at)))
        .forEach(
            (row, reply) -> {
              assertThat(reply.text()).as(row.name()).isEqualTo("Hello");
              assertThat(reply.code()).as(row.name()).isEqualTo("timeout");
              assertThat(reply.attempts()).as(row.name()).isEqualTo(1);
            });
  }

  private static Script pinging(Script before, ProviderSpeech speech) {
    return IntStream.range(0, 60)
        .boxed()
        .reduce(
            before,
            (script, i) -> script.send(speech.ping()).pause(Duration.ofMillis(200)),
            Script::then);
  }

  @ParameterizedTest(
      name = "28: an event of {0} without end is cut off long before all of it was read")
  @EnumSource
  void endlessEvent(ProofRow row) {
    String event = row.speech().text("never");
    Script script =
        row.speech()
            .begun("Hello")
            .send(event.substring(0, event.indexOf("never")))
            .sendEach(64, i -> MEGABYTE)
            .stall();
    RowBench at = bench.at(row);
    String model = at.alone(script);

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.code()).isEqualTo("upstream_protocol");
    Call call = at.asked(model);
    call.awaitGone();
    assertThat(call.bytesSent()).isLessThan(24L * 1024 * 1024);
  }

  @ParameterizedTest(name = "T2, 36: usage that {0} does not tell is estimated, and never nothing")
  @EnumSource
  void usageMissing(ProofRow row) {
    assertTokens(row, UsageTold.NEVER, 1, 1_000);
  }

  @ParameterizedTest(name = "T2, 37: of usage that {0} tells twice the last counts, and no sum")
  @EnumSource
  void usageTwice(ProofRow row) {
    assertTokens(row, UsageTold.TWICE, 7, 7);
  }

  @ParameterizedTest(name = "T2, 38: usage of {0} that cannot be is not believed")
  @EnumSource
  void usageAbsurd(ProofRow row) {
    assertTokens(row, UsageTold.ABSURD, 0, 1_000);
  }

  private void assertTokens(ProofRow row, UsageTold told, long least, long most) {
    String model = bench.at(row).alone(row.speech().telling(told, "Hello there"));

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo("Hello there");
    assertThat(reply.isComplete()).isTrue();
    assertThat(bench.log().tokens(model, "outputTokens")).isBetween(least, most);
    assertThat(bench.log().tokens(model, "inputTokens")).isBetween(Math.min(least, 5), most);
  }

  @ParameterizedTest(name = "39: the first end of {0} is the end")
  @EnumSource
  void twoEnds(ProofRow row) {
    ProviderSpeech speech = row.speech();
    String again = speech.text(" again") + speech.ending(UsageTold.ONCE);

    StreamReply reply =
        bench.gateway().stream(
            bench
                .at(row)
                .alone(speech.begun("Hello").send(speech.ending(UsageTold.ONCE) + again).end()));

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.finishes()).containsExactly("stop");
    assertThat(reply.isComplete()).isTrue();
  }
}
