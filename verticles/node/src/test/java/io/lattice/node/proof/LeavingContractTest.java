package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Call;
import io.lattice.core.testing.Gate;
import io.lattice.core.testing.Patience;
import io.lattice.core.testing.Script;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that go away from every row of providers, in every phase, or do not read. */
@OnFaultBench
class LeavingContractTest {
  private static final int PIECES = 600;
  private static final String PIECE = "0123456789abcdef".repeat(4 * 1024);

  private final FaultBench bench;

  LeavingContractTest(FaultBench bench) {
    this.bench = bench;
  }

  @ParameterizedTest(name = "T4, 46: a client that leaves {0} before its headers ends the call")
  @EnumSource
  void beforeHeaders(ProofRow row) {
    assertEnded(row, bench.at(row).orStreamed(Script.raw().stall()), 0);
  }

  @ParameterizedTest(name = "T4, 46: a client that leaves {0} before its first word ends the call")
  @EnumSource
  void beforeFirstWord(ProofRow row) {
    Gate begun = new Gate();
    String model = bench.at(row).orStreamed(row.speech().begun().open(begun).stall());

    try (OpenStream open = bench.gateway().open(Gateway.streamed(model))) {
      begun.awaitOpen();
      open.reset();
    }

    assertGone(row, model);
  }

  @ParameterizedTest(name = "T4, 46: a client that leaves {0} in mid-stream ends the call")
  @EnumSource
  void inMidStream(ProofRow row) {
    assertEnded(row, bench.at(row).orStreamed(row.speech().begun("Hel", "lo").stall()), 2);
  }

  @ParameterizedTest(
      name = "T4, 46: a client that leaves {0} in the midst of tool calls ends the call")
  @EnumSource
  void inToolCalls(ProofRow row) {
    String calls = row.speech().toolCalls();
    Gate begun = new Gate();
    Script script =
        row.speech().stream(calls.substring(0, calls.lastIndexOf("clock"))).open(begun).stall();
    String model = bench.at(row).orStreamed(script);

    try (OpenStream open = bench.gateway().open(Gateway.streamed(model))) {
      begun.awaitOpen();
      open.reset();
    }

    assertGone(row, model);
  }

  @ParameterizedTest(
      name = "T4, 46: a client that leaves {0} while it awaits a whole answer ends the call")
  @EnumSource
  void awaitingWhole(ProofRow row) {
    assertLeft(row, Script.raw().stall());
  }

  @ParameterizedTest(
      name = "T4, 46: a client that leaves {0} in the midst of a whole answer ends the call")
  @EnumSource
  void inWhole(ProofRow row) {
    String whole = row.speech().whole("Hello");
    assertLeft(
        row,
        Script.answer(200)
            .type("application/json")
            .length(whole.length() + 1_000)
            .send(whole.substring(0, 20))
            .stall());
  }

  private void assertLeft(ProofRow row, Script script) {
    String model = bench.at(row).orWhole(script);

    try (OpenStream open = bench.gateway().open(Gateway.question(model))) {
      bench.at(row).asked(model);
      open.reset();
    }

    assertGone(row, model);
  }

  private void assertEnded(ProofRow row, String model, int wordsRead) {
    try (OpenStream open = bench.gateway().open(Gateway.streamed(model))) {
      bench.at(row).asked(model);
      for (int i = 0; i < wordsRead; i++) {
        open.nextText();
      }
      open.reset();
    }
    assertGone(row, model);
  }

  /** The provider's connection is closed, and nobody else was asked. */
  private void assertGone(ProofRow row, String model) {
    bench.at(row).asked(model).awaitGone();
    assertThat(bench.at(row).timesAsked(model)).isEqualTo(1);
    assertThat(bench.at(row).timesPassedOn(model)).isZero();
  }

  @Test
  @DisplayName("T4, 47: no row is called again for a client that left during a pause")
  void duringPause() {
    Map<ProofRow, String> models = new EnumMap<>(ProofRow.class);
    Map<ProofRow, OpenStream> open = new EnumMap<>(ProofRow.class);
    for (ProofRow row : ProofRow.values()) {
      Script busy = row.speech().refused(429, "slow down", "retry-after-ms: 1000");
      models.put(row, bench.at(row).alone(busy, row.speech().complete("never")));
      open.put(row, bench.gateway().open(Gateway.streamed(models.get(row))));
    }

    models.forEach((row, model) -> bench.at(row).asked(model).awaitPlayed());
    open.values().forEach(OpenStream::reset);

    Awaitility.await("no second call")
        .during(Duration.ofMillis(1_500))
        .atMost(Patience.LIMIT)
        .untilAsserted(
            () ->
                models.forEach(
                    (row, model) ->
                        assertThat(bench.at(row).timesAsked(model)).as(row.name()).isEqualTo(1)));
  }

  @ParameterizedTest(name = "46: clients that leave {0} open no circuit")
  @EnumSource
  void circuit(ProofRow row) {
    RowBench at = bench.at(row);
    Script left = row.speech().begun("Hello").stall();
    String model =
        at.alone(left, left, left, left, left, left, row.speech().complete("still ", "there"));

    for (int i = 0; i < 6; i++) {
      try (OpenStream open = bench.gateway().open(Gateway.streamed(model))) {
        open.nextText();
      }
      bench.alpha().awaitCall(model, i + 1).awaitGone();
    }

    assertThat(bench.gateway().stream(model).text()).isEqualTo("still there");
  }

  @ParameterizedTest(name = "49: a client that does not read holds {0} back, and loses nothing")
  @EnumSource(names = {"OPENAI", "GOOGLE", "ANTHROPIC", "OLLAMA"})
  void slowReader(ProofRow row) {
    RowBench at = bench.at(row);
    String model = at.alone(flood(row.speech()));

    try (OpenStream open = bench.gateway().openNarrow(Gateway.streamed(model), 8 * 1024)) {
      assertThat(open.nextText()).isEqualTo("begin ");
      assertThat(at.asked(model).whereItStops()).isLessThan(20L * 1024 * 1024);
      assertThat(open.rest().text()).hasSize(PIECES * PIECE.length());
    }
  }

  @Test
  @DisplayName("49: a client that never reads is cut off, and its row with it")
  void cutOff() {
    Map<ProofRow, OpenStream> open = new EnumMap<>(ProofRow.class);
    Map<ProofRow, Call> calls = new EnumMap<>(ProofRow.class);
    for (ProofRow row : ProofRow.values()) {
      String model = bench.at(row).alone(flood(row.speech()));
      open.put(row, bench.gateway().openNarrow(Gateway.streamed(model), 8 * 1024));
      calls.put(row, bench.at(row).asked(model));
    }

    calls.values().forEach(Call::awaitGone);

    open.values().forEach(OpenStream::close);
  }

  private static Script flood(ProviderSpeech speech) {
    String event = speech.text(PIECE);
    return speech
        .begun("begin ")
        .sendEach(PIECES, i -> event)
        .send(speech.ending(UsageTold.ONCE))
        .end();
  }
}
