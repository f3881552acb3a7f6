package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Call;
import io.lattice.core.testing.Script;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every row of providers refuses, in its own words: who is asked instead, who is told what.
 */
@OnFaultBench
class FailuresContractTest {
  private static final String AT_CAPACITY = "The model is overloaded. Please try again later.";

  private final FaultBench bench;

  FailuresContractTest(FaultBench bench) {
    this.bench = bench;
  }

  static Stream<Arguments> refusals() {
    return Arrays.stream(ProofRow.values())
        .flatMap(row -> Arrays.stream(Refused.values()).map(refused -> Arguments.of(row, refused)));
  }

  private static String words(ProofRow row, Refused refused) {
    return switch (refused) {
      case MODEL ->
          row == ProofRow.AZURE ? "The API deployment does not exist" : "model 'm' not found";
      case LOAD, OVERLOAD -> AT_CAPACITY;
      default -> "the number is " + refused.status();
    };
  }

  @ParameterizedTest(
      name = "T22, 1 to 9: {0} refuses by {1}, streamed where another has the model too")
  @MethodSource("refusals")
  void refusedWithAnother(ProofRow row, Refused refused) {
    RowBench at = bench.at(row);
    String model = at.orStreamed(row.speech().refused(refused.status(), words(row, refused)));

    StreamReply reply = bench.gateway().stream(model);

    assertThat(at.timesAsked(model)).isEqualTo(1);
    assertThat(at.timesPassedOn(model)).isEqualTo(refused.isTriedElsewhere() ? 1 : 0);
    if (refused.isTriedElsewhere()) {
      assertThat(reply.text()).isEqualTo(RowBench.STAND_IN);
      assertThat(reply.attempts()).isEqualTo(2);
    } else {
      assertThat(reply.status()).isEqualTo(refused.told());
    }
  }

  @ParameterizedTest(
      name = "T22, I15, 1 to 9: {0} refuses by {1} and quotes its key, which nobody reads")
  @MethodSource("refusals")
  void refusedAlone(ProofRow row, Refused refused) {
    String words = words(row, refused);
    String model =
        bench
            .at(row)
            .alone(row.speech().refused(refused.status(), words + ", not for " + row.secret()));

    // That the key is in no answer and in no log is checked of every test.
    Reply reply = bench.gateway().ask(model);

    assertThat(reply.status()).isEqualTo(refused.told());
    if (refused.code() != null) {
      assertThat(reply.error().getString("code")).isEqualTo(refused.code());
    }
    if (refused.told() < 500 && refused != Refused.MODEL) {
      assertThat(reply.error().getString("message")).contains(words);
    }
  }

  @ParameterizedTest(name = "9: six mistakes of callers open no circuit of {0}")
  @EnumSource
  void mistakesOpenNoCircuit(ProofRow row) {
    RowBench at = bench.at(row);
    String model = at.orWhole(row.speech().refused(400, "temperature is 9"));

    for (int i = 0; i < 6; i++) {
      assertThat(bench.gateway().ask(model).status()).isEqualTo(400);
    }

    assertThat(at.timesAsked(model)).isEqualTo(6);
  }

  @ParameterizedTest(
      name = "5: a {1} page of what stands before {0} is told as an error, not a page")
  @CsvSource({
    "OPENAI, 502",
    "AZURE, 502",
    "AZURE_V1, 504",
    "XAI, 502",
    "DIAL, 504",
    "GOOGLE, 502",
    "ANTHROPIC, 504",
    "OLLAMA, 502",
    "COMPATIBLE, 504"
  })
  void page(ProofRow row, int status) {
    Script page = Script.whole(status, "text/html", "<html><b>Bad gateway</b></html>");

    Reply reply = bench.gateway().ask(bench.at(row).alone(page));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.body()).doesNotContain("<html").doesNotContain("<b>");
  }

  @ParameterizedTest(
      name = "I15: {0} quotes its key in the midst of a stream, where nobody reads it")
  @EnumSource
  void keyQuotedInStream(ProofRow row) {
    Script quoting =
        row.speech()
            .begun("Hello")
            .send(row.speech().failure("no more for " + row.secret() + " today"))
            .end();

    StreamReply reply = bench.gateway().stream(bench.at(row).alone(quoting));

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.isComplete()).isFalse();
  }

  @ParameterizedTest(name = "34: an error as the first event of {0} fails over")
  @EnumSource
  void firstEvent(ProofRow row) {
    ProviderSpeech speech = row.speech();
    Script script =
        speech.stream(speech.opening(UsageTold.ONCE) + speech.failure(AT_CAPACITY)).end();

    StreamReply elsewhere = bench.gateway().stream(bench.at(row).orStreamed(script));
    StreamReply alone = bench.gateway().stream(bench.at(row).alone(script));

    assertThat(elsewhere.text()).isEqualTo(RowBench.STAND_IN);
    assertThat(alone.status()).isEqualTo(503);
    assertThat(alone.code()).isEqualTo("overloaded");
  }

  @ParameterizedTest(
      name = "35: an error of {0} in mid-stream becomes one typed error, and the end")
  @EnumSource
  void midStream(ProofRow row) {
    ProviderSpeech speech = row.speech();
    RowBench at = bench.at(row);
    String model =
        at.orStreamed(
            speech
                .begun("Hel", "lo")
                .send(
                    speech.failure(AT_CAPACITY)
                        + speech.text(" again")
                        + speech.ending(UsageTold.ONCE))
                .end());

    StreamReply reply = bench.gateway().stream(model);

    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.code()).isEqualTo("overloaded");
    assertThat(at.timesPassedOn(model)).isZero();
  }

  @ParameterizedTest(
      name = "33: {0} with status 200 and an error fails over, and is a failure alone")
  @EnumSource
  void errorWithSuccess(ProofRow row) {
    assertNoAnswer(row, Script.json(200, row.speech().refusal(503, AT_CAPACITY)));
  }

  @ParameterizedTest(name = "33: {0} with status 200 and {1} fails over, and is a failure alone")
  @MethodSource("odd")
  void oddWithSuccess(ProofRow row, String what) {
    assertNoAnswer(
        row,
        switch (what) {
          case "a page" -> Script.whole(200, "text/html", "<html>Sign in</html>");
          case "a page called JSON" -> Script.json(200, "<!DOCTYPE html><html>Sign in</html>");
          case "nothing" -> Script.json(200, "");
          case "half of JSON" -> Script.json(200, row.speech().whole("Hello").substring(0, 60));
          default -> Script.json(200, row.speech().nothing());
        });
  }

  static Stream<Arguments> odd() {
    List<String> odd =
        List.of("a page", "a page called JSON", "nothing", "half of JSON", "no answer");
    return Arrays.stream(ProofRow.values())
        .flatMap(row -> odd.stream().map(what -> Arguments.of(row, what)));
  }

  private void assertNoAnswer(ProofRow row, Script script) {
    Reply elsewhere = bench.gateway().ask(bench.at(row).orWhole(script));
    Reply alone = bench.gateway().ask(bench.at(row).alone(script));

    assertThat(elsewhere.text()).isEqualTo(RowBench.STAND_IN);
    assertThat(alone.status()).isIn(502, 503);
    assertThat(alone.body()).doesNotContain("<html");
  }

  @ParameterizedTest(name = "45: a redirect of {0} is not followed with its key")
  @EnumSource
  void redirect(ProofRow row) {
    Script redirect =
        Script.answer(307).header("location", bench.beta().url("/stolen").toString()).whole("");

    Reply reply = bench.gateway().ask(bench.at(row).alone(redirect));

    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.error().getString("code")).isEqualTo("upstream_protocol");
    assertThat(bench.beta().calls()).noneMatch(call -> call.target().contains("stolen"));
  }

  @ParameterizedTest(name = "2: {0} is waited for by every row, at least {1} ms")
  @CsvSource({
    "retry-after: 1, 1000",
    "retry-after: 0.4, 400",
    "retry-after-ms: 400, 400",
    "x-ms-retry-after-ms: 400, 400",
    "'retry-after: Sun, 06 Nov 1994 08:49:38 GMT', 1000",
  })
  void retryAfter(String header, int millis) {
    assertAllWait(
        at -> at.speech().refused(429, "slow down", "date: Sun, 06 Nov 1994 08:49:37 GMT", header),
        millis);
  }

  private void assertAllWait(Function<RowBench, Script> busy, int millis) {
    AllRows.stream(bench, at -> at.alone(busy.apply(at), at.speech().complete("at ", "last")))
        .forEach(
            (row, reply) -> {
              assertThat(reply.text()).as(row.name()).isEqualTo("at last");
              assertWaited(row, reply, millis);
            });
  }

  private void assertWaited(ProofRow row, StreamReply reply, int millis) {
    String model = reply.header("x-lattice-deployment").replaceFirst(".*/", "");
    List<Call> calls = bench.alpha().calls(model);
    assertThat(calls).as(row.name()).hasSize(2);
    assertThat(calls.get(1).after(calls.get(0)))
        .as(row.name())
        .isGreaterThanOrEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest(name = "2: {0} is waited for by no row")
  @ValueSource(strings = {"retry-after: 1000000000", "retry-after: soon"})
  void notWaitedFor(String header) {
    AllRows.stream(
            bench,
            at ->
                at.alone(
                    at.speech().refused(429, "slow down", header), at.speech().complete("never")))
        .forEach(
            (row, reply) ->
                assertThat(reply.code()).as(row.name()).isEqualTo("upstream_rate_limited"));
  }

  @Test
  @DisplayName("2: Google says in the body how long to wait")
  void googlesOwnWait() {
    String info =
        "{\"error\":{\"code\":429,\"message\":\"You exceeded your current quota.\",\"status\":\"RESOURCE_EXHAUSTED\","
            + "\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"0.4s\"}]}}";
    assertWaits(ProofRow.GOOGLE, Script.json(429, info));
    assertWaits(ProofRow.GOOGLE, ProofRow.GOOGLE.speech().refused(429, "Please retry in 400.0ms."));
  }

  @Test
  @DisplayName("2: Anthropic says when a limit is reset")
  void anthropicsOwnWait() {
    assertWaits(
        ProofRow.ANTHROPIC,
        ProofRow.ANTHROPIC
            .speech()
            .refused(
                429,
                "This request would exceed your rate limit",
                "date: Sun, 06 Nov 1994 08:49:37 GMT",
                "anthropic-ratelimit-requests-remaining: 0",
                "anthropic-ratelimit-requests-reset: 1994-11-06T08:49:37.4Z"));
  }

  @Test
  @DisplayName("2: Azure's zero milliseconds beside a second are not what it means")
  void azuresOwnWait() {
    assertWaits(
        ProofRow.AZURE,
        ProofRow.AZURE.speech().refused(429, "slow down", "retry-after-ms: 0", "retry-after: 0.4"));
  }

  private void assertWaits(ProofRow row, Script busy) {
    StreamReply reply =
        bench.gateway().stream(bench.at(row).alone(busy, row.speech().complete("at ", "last")));

    assertThat(reply.text()).isEqualTo("at last");
    assertWaited(row, reply, 400);
  }
}
