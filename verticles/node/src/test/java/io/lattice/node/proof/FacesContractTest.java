package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Script;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of providers behind the faces that are not OpenAI's: translated, or passed on as it is
 * where the row speaks the face's own dialect.
 */
@OnFaultBench
class FacesContractTest {
  private static final String AT_CAPACITY = "The model is overloaded. Please try again later.";

  private final FaultBench bench;

  FacesContractTest(FaultBench bench) {
    this.bench = bench;
  }

  static Stream<Arguments> pairs() {
    return Arrays.stream(CallerFace.values())
        .flatMap(face -> Arrays.stream(ProofRow.values()).map(row -> Arguments.of(face, row)));
  }

  static Stream<Arguments> refusals() {
    return pairs()
        .flatMap(
            pair ->
                Arrays.stream(Refused.values())
                    .map(refused -> Arguments.of(pair.get()[0], pair.get()[1], refused)));
  }

  @ParameterizedTest(name = "a caller of {0} hears {1} whole")
  @MethodSource("pairs")
  void whole(CallerFace face, ProofRow row) {
    String model = bench.at(row).alone(row.speech().answer("Grüße, 世界"));

    assertSaid(face.ask(bench.gateway(), model), "Grüße, 世界");
  }

  @ParameterizedTest(name = "a caller of {0} hears {1} in a stream")
  @MethodSource("pairs")
  void stream(CallerFace face, ProofRow row) {
    String model = bench.at(row).alone(row.speech().complete("Grüße, ", "世界"));

    assertSaid(face.stream(bench.gateway(), model), "Grüße, 世界");
  }

  private static void assertSaid(Heard heard, String text) {
    assertThat(heard).isEqualTo(new Heard(200, text, "", 5, 7, null, true));
  }

  @ParameterizedTest(name = "a caller of {0} hears the tool calls of {1}, whole and streamed")
  @MethodSource("pairs")
  void tools(CallerFace face, ProofRow row) {
    String whole = bench.at(row).alone(Script.json(200, row.speech().wholeToolCalls()));
    String streamed = bench.at(row).alone(row.speech().stream(row.speech().toolCalls()).end());

    assertThat(face.ask(bench.gateway(), whole).tools()).isEqualTo(ProviderSpeech.TOOLS);
    assertThat(face.stream(bench.gateway(), streamed).tools()).isEqualTo(ProviderSpeech.TOOLS);
  }

  @ParameterizedTest(name = "34: a caller of {0} hears another where {1} begins with an error")
  @MethodSource("pairs")
  void firstEvent(CallerFace face, ProofRow row) {
    ProviderSpeech speech = row.speech();
    Script script =
        speech.stream(speech.opening(UsageTold.ONCE) + speech.failure(AT_CAPACITY)).end();

    Heard heard = face.stream(bench.gateway(), bench.at(row).orStreamed(script));

    assertThat(heard.text()).isEqualTo(RowBench.STAND_IN);
    assertThat(heard.ended()).isTrue();
  }

  @ParameterizedTest(
      name = "35: a caller of {0} hears of an error of {1} in mid-stream in its own words")
  @MethodSource("pairs")
  void midStream(CallerFace face, ProofRow row) {
    ProviderSpeech speech = row.speech();
    Script script = speech.begun("Hel", "lo").send(speech.failure(AT_CAPACITY)).end();

    Heard heard = face.stream(bench.gateway(), bench.at(row).alone(script));

    assertThat(heard.text()).isEqualTo("Hello");
    assertThat(heard.error()).isIn("overloaded_error", "UNAVAILABLE");
  }

  @ParameterizedTest(name = "22: a caller of {0} never hears an end that {1} did not send")
  @MethodSource("pairs")
  void truncated(CallerFace face, ProofRow row) {
    Script script = row.speech().begun("Hel", "lo").end();

    Heard heard = face.stream(bench.gateway(), bench.at(row).alone(script));

    assertThat(heard.text()).isEqualTo("Hello");
    assertThat(heard.error()).isNotNull();
  }

  @ParameterizedTest(name = "1 to 9: a caller of {0} hears of a refusal of {1} by {2}")
  @MethodSource("refusals")
  void refused(CallerFace face, ProofRow row, Refused refused) {
    String words = refused == Refused.MODEL ? "model 'm' not found" : "not with " + row.secret();
    String model = bench.at(row).alone(row.speech().refused(refused.status(), words));

    Heard heard = face.ask(bench.gateway(), model);

    assertThat(heard.status()).isEqualTo(refused.told());
    assertThat(heard.error()).isNotNull();
  }

  @ParameterizedTest(
      name = "33: a caller of {0} hears another where {1} answers 200 with no answer")
  @MethodSource("pairs")
  void noAnswer(CallerFace face, ProofRow row) {
    Script script = Script.json(200, row.speech().nothing());

    Heard heard = face.ask(bench.gateway(), bench.at(row).orWhole(script));

    assertThat(heard.text()).isEqualTo(RowBench.STAND_IN);
  }
}
