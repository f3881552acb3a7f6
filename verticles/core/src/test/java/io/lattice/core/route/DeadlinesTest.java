package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Hints;
import io.lattice.config.TimeoutSettings;
import io.lattice.config.model.Deployment;
import io.lattice.core.route.Expiry.Limit;
import io.lattice.core.route.Failure.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private static final TimeoutSettings SETTINGS = TimeoutSettings.DEFAULTS;

  /** Near the end of the range: a ticker may begin anywhere and run over. */
  private static final long START = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

  private final Deadlines deadlines = of(Samples.call(Hints.NONE));

  @Test
  void nothingExpiresInTime() {
    assertThat(deadlines.expired(START, new Phase.Asked(START), at(59.999))).isEmpty();
    assertThat(deadlines.expired(START, new Phase.Answering(at(400)), at(519.999))).isEmpty();
    assertThat(deadlines.expired(START, new Phase.Waiting(), at(599.999))).isEmpty();
  }

  @Test
  void theFirstTokenMayTakeAMinuteOfItsAttempt() {
    assertThat(limit(new Phase.Asked(at(100)), 160)).contains(Limit.FIRST_TOKEN);
    assertThat(limit(new Phase.Asked(at(100)), 159)).isEmpty();
  }

  @Test
  void aDeploymentMayAllowItsFirstTokenMore() {
    Deadlines patient =
        Deadlines.of(SETTINGS, Samples.call(Hints.NONE), patient(Duration.ofMinutes(5)));

    assertThat(patient.expired(START, new Phase.Asked(START), at(299))).isEmpty();
    assertThat(patient.expired(START, new Phase.Asked(START), at(300)))
        .contains(new Expiry(Limit.FIRST_TOKEN, Duration.ofMinutes(5)));
  }

  @Test
  void anAnswerThatSaysNothingMoreExpires() {
    assertThat(limit(new Phase.Answering(at(50)), 170)).contains(Limit.PROGRESS);
  }

  @Test
  void theTotalIsForAllAttempts() {
    assertThat(limit(new Phase.Waiting(), 600)).contains(Limit.TOTAL);
    assertThat(limit(new Phase.Asked(at(590)), 600)).contains(Limit.TOTAL);
    assertThat(limit(new Phase.Answering(at(599)), 600)).contains(Limit.TOTAL);
  }

  @Test
  void ofTwoThatExpiredTheEarlierIsTold() {
    assertThat(limit(new Phase.Asked(at(500)), 700)).contains(Limit.FIRST_TOKEN);
    assertThat(limit(new Phase.Asked(at(580)), 700)).contains(Limit.TOTAL);
  }

  @Test
  void aCallerMayAskForLess() {
    Deadlines hasty = of(Samples.call(hint(Duration.ofSeconds(2))));

    assertThat(hasty.expired(START, new Phase.Asked(START), at(2)))
        .contains(new Expiry(Limit.CALLERS, Duration.ofSeconds(2)));
  }

  @Test
  void aCallerMayNotAskForMore() {
    Deadlines greedy = of(Samples.call(hint(Duration.ofHours(2))));

    assertThat(greedy).isEqualTo(deadlines);
  }

  @Test
  void aWholeAnswerHasNoFirstToken() {
    ChatCall streamed = Samples.call(Hints.NONE);
    Deadlines whole =
        of(
            new ChatCall(
                streamed.requestId(),
                streamed.caller(),
                streamed.model(),
                false,
                streamed.needs(),
                streamed.hints(),
                streamed.payload()));

    assertThat(whole.expired(START, new Phase.Asked(START), at(599))).isEmpty();
    assertThat(whole.expired(START, new Phase.Asked(START), at(600)))
        .map(Expiry::limit)
        .contains(Limit.TOTAL);
  }

  @Test
  void tellsWhatIsLeftOfTheTotal() {
    assertThat(deadlines.timeLeft(START, at(599))).isEqualTo(Duration.ofSeconds(1));
    assertThat(deadlines.timeLeft(START, at(600))).isZero();
    assertThat(deadlines.timeLeft(START, at(6_000))).isZero();
  }

  @Test
  void onlySilenceIsTheDeploymentsDoing() {
    assertThat(
            Map.of(
                Limit.FIRST_TOKEN, Origin.DEPLOYMENT,
                Limit.PROGRESS, Origin.DEPLOYMENT,
                Limit.TOTAL, Origin.REQUEST,
                Limit.CALLERS, Origin.REQUEST))
        .allSatisfy(
            (limit, origin) ->
                assertThat(new Expiry(limit, Duration.ofSeconds(1)).origin()).isEqualTo(origin));
  }

  @Test
  void theErrorNamesTheLimitAndItsKey() {
    Expiry expiry = new Expiry(Limit.FIRST_TOKEN, Duration.ofMillis(1_500));

    assertThat(expiry.error().kind()).isEqualTo(ErrorKind.UPSTREAM_TIMEOUT);
    assertThat(expiry.error().message())
        .isEqualTo("no content came within 1500 ms (timeouts.first_token)");
  }

  private Optional<Limit> limit(Phase phase, double seconds) {
    return deadlines.expired(START, phase, at(seconds)).map(Expiry::limit);
  }

  private static Deadlines of(ChatCall call) {
    return Deadlines.of(SETTINGS, call, Samples.deployment("openai"));
  }

  private static Hints hint(Duration timeout) {
    return new Hints(null, List.of(), timeout, false);
  }

  private static Deployment patient(Duration firstToken) {
    Deployment usual = Samples.deployment("openai");
    return new Deployment(
        usual.id(),
        usual.provider(),
        usual.model(),
        usual.modelId(),
        usual.region(),
        usual.priority(),
        usual.capabilities(),
        usual.contextWindow(),
        usual.maxOutputTokens(),
        usual.pricing(),
        firstToken,
        usual.options());
  }

  private static long at(double seconds) {
    return START + (long) (seconds * 1_000_000_000L);
  }
}
