package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Patience;
import io.lattice.core.testing.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clients that go away, or do not read: what happens to what was begun for them. */
@OnFaultBench
class DepartureFaultsTest {
  private static final int CANCELS = 200;
  private static final String PIECE = "0123456789abcdef".repeat(4 * 1024);

  private final FaultBench bench;

  DepartureFaultsTest(FaultBench bench) {
    this.bench = bench;
  }

  @Test
  @DisplayName("46: a client that leaves in mid-stream ends the upstream, and nobody else is tried")
  void row46() {
    String model =
        bench.both(OpenAiStreams.begun("Hello").stall(), OpenAiStreams.complete("never"));
    long before = bench.log().settledAs("CANCELLED");

    try (OpenStream open = bench.gateway().open(Gateway.streamed(model))) {
      assertThat(open.nextText()).isEqualTo("Hello");
    }

    bench.alpha().awaitCall(model).awaitGone();
    Patience.await("a settlement").until(() -> bench.log().settledAs("CANCELLED") == before + 1);
    assertThat(bench.beta().calls(model)).isEmpty();
  }

  @Test
  @DisplayName("46: a client that leaves before the first token ends the upstream")
  void row46Early() {
    String model = bench.alone(Script.raw().stall());

    try (OpenStream open = bench.gateway().open(Gateway.streamed(model))) {
      bench.alpha().awaitCall(model);
      open.reset();
    }

    bench.alpha().awaitCall(model).awaitGone();
  }

  @Test
  @DisplayName("46: clients that leave open no circuit")
  void row46Circuit() {
    List<Script> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(OpenAiStreams.begun("Hello").stall());
    }
    answers.add(OpenAiStreams.complete("still there"));
    String model = bench.alone(answers.toArray(new Script[0]));

    for (int i = 0; i < 8; i++) {
      try (OpenStream open = bench.gateway().open(Gateway.streamed(model))) {
        open.nextText();
      }
      bench.alpha().awaitCall(model, i + 1).awaitGone();
    }

    assertThat(bench.gateway().stream(model).text()).isEqualTo("still there");
  }

  @Test
  @DisplayName("47: no call is made for a client that left during a pause")
  void row47() {
    Script busy =
        Script.answer(429)
            .type("application/json")
            .header("retry-after-ms", "1000")
            .whole(OpenAiWire.error("slow down", null));
    String model = bench.alone(busy, OpenAiStreams.complete("never"));
    long before = bench.log().settledAs("CANCELLED");

    try (OpenStream open = bench.gateway().open(Gateway.streamed(model))) {
      bench.alpha().awaitCall(model).awaitPlayed();
      open.reset();
    }

    Patience.await("a settlement").until(() -> bench.log().settledAs("CANCELLED") == before + 1);
    Awaitility.await("no second call")
        .during(Duration.ofMillis(1_500))
        .atMost(Patience.LIMIT)
        .until(() -> bench.alpha().calls(model).size() == 1);
  }

  @Test
  @DisplayName("49: a client that does not read holds its upstream back, and loses nothing")
  void row49() {
    int pieces = 600;
    String model = bench.alone(flood(pieces));

    try (OpenStream open = bench.gateway().openNarrow(Gateway.streamed(model), 8 * 1024)) {
      assertThat(open.nextText()).isEqualTo("begin ");
      long stopped = bench.alpha().awaitCall(model).whereItStops();
      assertThat(stopped).isLessThan(20L * 1024 * 1024);
      String rest = open.rest().text();
      assertThat(rest).hasSize(pieces * PIECE.length());
    }
  }

  @Test
  @DisplayName("49: a client that never reads is cut off, and its upstream with it")
  void row49CutOff() {
    String model = bench.alone(flood(600));

    try (OpenStream open = bench.gateway().openNarrow(Gateway.streamed(model), 8 * 1024)) {
      assertThat(open.nextText()).isEqualTo("begin ");
      bench.alpha().awaitCall(model).awaitGone();
    }
  }

  private static Script flood(int pieces) {
    String chunk = "data: " + OpenAiWire.text(PIECE) + "\n\n";
    return OpenAiStreams.begun("begin ")
        .sendEach(pieces, i -> chunk)
        .event(OpenAiWire.finish("stop"))
        .done();
  }

  @Test
  @DisplayName("I16: whenever a client leaves, its upstream is closed and nothing more is called")
  void cancelsAtAnyPoint() {
    long seed = System.nanoTime();
    System.out.println("cancel points are drawn with the seed " + seed);
    Random random = new Random(seed);
    Script script = OpenAiStreams.begun("1", "2", "3", "4", "5", "6", "7", "8").stall();
    String model = bench.alone(script);

    for (int i = 0; i < CANCELS; i++) {
      OpenStream open = bench.gateway().open(Gateway.streamed(model));
      int read = random.nextInt(10) - 1;
      for (int text = 0; text < Math.min(read, 8); text++) {
        open.nextText();
      }
      if (random.nextBoolean()) {
        open.reset();
      } else {
        open.close();
      }
    }

    Patience.await("every upstream to be closed").until(() -> bench.alpha().busyConnections() == 0);
    assertThat(bench.alpha().calls(model)).hasSizeLessThanOrEqualTo(CANCELS);
  }
}
