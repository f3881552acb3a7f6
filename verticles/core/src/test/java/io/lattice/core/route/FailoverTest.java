package io.lattice.core.route;

import static io.lattice.core.route.Samples.NOW;
import static io.lattice.core.route.Samples.candidate;
import static io.lattice.core.route.Samples.error;
import static io.lattice.core.route.Samples.failure;
import static io.lattice.core.route.Samples.quotaExhausted;
import static io.lattice.core.route.Samples.rateLimited;
import static io.lattice.core.route.Samples.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.config.RetrySettings;
import io.lattice.core.route.Candidate.Standing;
import io.lattice.core.route.Decision.GiveUp;
import io.lattice.core.route.Decision.Next;
import io.lattice.core.route.Decision.Retry;
import io.lattice.core.route.Failure.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FailoverTest {

  private static final Candidate OPENAI = candidate("openai");
  private static final Candidate AZURE = candidate("azure");
  private static final Candidate BEDROCK = candidate("bedrock");
  private static final Duration AMPLE = Duration.ofMinutes(10);

  private final Given given = new Given();

  @Nested
  class AnotherDeployment {

    @ParameterizedTest
    @EnumSource(
        value = ErrorKind.class,
        names = {
          "UPSTREAM_UNREACHABLE",
          "UPSTREAM_REFUSED_KEY",
          "UPSTREAM_PROTOCOL",
          "UPSTREAM_RATE_LIMITED",
          "UPSTREAM_OVERLOADED",
          "UPSTREAM_TIMEOUT",
          "STREAM_INTERRUPTED",
          "SHUTTING_DOWN"
        })
    void isTriedAtOnceWhereTheUpstreamFailed(ErrorKind kind) {
      assertThat(given.plan(OPENAI, AZURE).failed(OPENAI, error(kind)).decision())
          .isEqualTo(new Next(AZURE, Duration.ZERO));
    }

    @ParameterizedTest
    @EnumSource(
        value = ErrorKind.class,
        mode = Mode.EXCLUDE,
        names = {
          "UPSTREAM_UNREACHABLE",
          "UPSTREAM_REFUSED_KEY",
          "UPSTREAM_PROTOCOL",
          "UPSTREAM_RATE_LIMITED",
          "UPSTREAM_OVERLOADED",
          "UPSTREAM_TIMEOUT",
          "STREAM_INTERRUPTED",
          "SHUTTING_DOWN"
        })
    void isNotTriedWhereTheRequestOrTheGatewayIsToBlame(ErrorKind kind) {
      assertThat(given.plan(OPENAI, AZURE).failed(OPENAI, error(kind)).decision())
          .isEqualTo(new GiveUp(error(kind)));
    }

    @Test
    void isTriedBeforeARetryAfterIsWaitedFor() {
      assertThat(
              given
                  .plan(OPENAI, AZURE)
                  .failed(OPENAI, rateLimited(Duration.ofMillis(1)))
                  .decision())
          .isEqualTo(new Next(AZURE, Duration.ZERO));
    }

    @Test
    void isTriedWhereThisProviderDoesNotKnowTheModel() {
      ChatError notFound =
          new ChatError(ErrorKind.MODEL_NOT_FOUND, "no such model", null, null, 404, null);

      assertThat(given.plan(OPENAI, AZURE).failed(OPENAI, notFound).decision())
          .isEqualTo(new Next(AZURE, Duration.ZERO));
    }

    @Test
    void isSkippedWhereItRestsByNow() {
      given.verdicts = verdicts(Map.of(AZURE.id(), Samples.askedToRestFor(Duration.ofSeconds(1))));

      assertThat(
              given
                  .plan(OPENAI, AZURE, BEDROCK)
                  .failed(OPENAI, error(ErrorKind.UPSTREAM_TIMEOUT))
                  .decision())
          .isEqualTo(new Next(BEDROCK, Duration.ZERO));
    }

    @Test
    void isProbedWhereItIsHalfOpenByNow() {
      given.verdicts = verdicts(Map.of(AZURE.id(), new Verdict.HalfOpen()));

      assertThat(
              given
                  .plan(OPENAI, AZURE)
                  .failed(OPENAI, error(ErrorKind.UPSTREAM_TIMEOUT))
                  .decision())
          .isEqualTo(new Next(AZURE.with(Standing.PROBE), Duration.ZERO));
    }

    @Test
    void isNeverOneWithTheCredentialWhoseQuotaIsExhausted() {
      Candidate sibling =
          new Candidate(Samples.deployment("openai", "eu", 1), OPENAI.nodes(), Standing.WELL);

      assertThat(given.plan(OPENAI, sibling).failed(OPENAI, quotaExhausted()).decision())
          .isInstanceOf(GiveUp.class);
      assertThat(given.plan(OPENAI, sibling, AZURE).decision())
          .isEqualTo(new Next(AZURE, Duration.ZERO));
    }

    @Test
    void ofTheSameProviderComesLastWhereItRefusedItsKey() {
      Candidate sibling =
          new Candidate(Samples.deployment("openai", "eu", 1), OPENAI.nodes(), Standing.WELL);
      given.failed(OPENAI, error(ErrorKind.UPSTREAM_REFUSED_KEY));

      assertThat(given.plan(OPENAI, sibling, AZURE).decision())
          .isEqualTo(new Next(AZURE, Duration.ZERO));
      assertThat(given.plan(OPENAI, sibling).decision())
          .isEqualTo(new Next(sibling, Duration.ZERO));
    }
  }

  @Nested
  class TheSameDeployment {

    @Test
    void isTriedAgainWhereItIsOverloadedAndTheOnlyOne() {
      given.random = 0.5;

      assertThat(given.plan(OPENAI).failed(OPENAI, error(ErrorKind.UPSTREAM_OVERLOADED)).decision())
          .isEqualTo(new Retry(OPENAI, Duration.ofMillis(50)));
      assertThat(given.failed(OPENAI, error(ErrorKind.UPSTREAM_OVERLOADED)).decision())
          .isEqualTo(new Retry(OPENAI, Duration.ofMillis(100)));
    }

    @ParameterizedTest
    @EnumSource(
        value = ErrorKind.class,
        names = {"UPSTREAM_UNREACHABLE", "STREAM_INTERRUPTED"})
    void isTriedAgainOnceWhereTheConnectionFailed(ErrorKind kind) {
      assertThat(given.plan(OPENAI).failed(OPENAI, error(kind)).decision())
          .isInstanceOf(Retry.class);
      assertThat(given.failed(OPENAI, error(kind)).decision()).isInstanceOf(GiveUp.class);
    }

    @Test
    void isTriedAgainAfterTheTimeItAskedFor() {
      assertThat(given.plan(OPENAI).failed(OPENAI, rateLimited(Duration.ofSeconds(2))).decision())
          .isEqualTo(new Retry(OPENAI, Duration.ofSeconds(2)));
    }

    @Test
    void isNotTriedAgainWhereItAskedForMoreThanAMinute() {
      assertThat(
              given.plan(OPENAI).failed(OPENAI, rateLimited(Duration.ofMillis(60_001))).decision())
          .isEqualTo(new GiveUp(rateLimited(Duration.ofMillis(60_001))));
    }

    @Test
    void isNotTriedAgainWhereTheRequestWouldBeOverByThen() {
      given.timeLeft = Duration.ofSeconds(2);

      assertThat(given.plan(OPENAI).failed(OPENAI, rateLimited(Duration.ofSeconds(2))).decision())
          .isInstanceOf(GiveUp.class);
    }

    @Test
    void isNotTriedAgainWhereItDidNotSayWhen() {
      assertThat(
              given.plan(OPENAI).failed(OPENAI, error(ErrorKind.UPSTREAM_RATE_LIMITED)).decision())
          .isInstanceOf(GiveUp.class);
    }

    @Test
    void isNotTriedAgainWhereItsCircuitHasOpened() {
      given.verdicts = verdicts(Map.of(OPENAI.id(), Samples.openFor(Duration.ofSeconds(30))));

      assertThat(
              given
                  .plan(OPENAI.with(Standing.PANIC))
                  .failed(OPENAI.with(Standing.PANIC), error(ErrorKind.UPSTREAM_OVERLOADED))
                  .decision())
          .isInstanceOf(GiveUp.class);
    }

    @Test
    void maybeTheOneBeforeTheLastWhereThatIsOverSooner() {
      given.verdicts = verdicts(Map.of(OPENAI.id(), Samples.askedToRestFor(Duration.ofSeconds(3))));
      given.failed(OPENAI, rateLimited(Duration.ofSeconds(4)));

      assertThat(
              given
                  .plan(OPENAI, AZURE)
                  .failed(AZURE, error(ErrorKind.UPSTREAM_REFUSED_KEY))
                  .decision())
          .isEqualTo(new Retry(OPENAI, Duration.ofSeconds(3)));
    }
  }

  @Nested
  class AnotherNode {

    private final Candidate everywhere = candidate("openai", "here", "there");

    @Test
    void callsTheSameDeploymentWhereTheFirstOneDied() {
      assertThat(given.plan(everywhere, AZURE).failedNode(everywhere).decision())
          .isEqualTo(new Retry(everywhere.avoiding(Set.of("here")), Duration.ZERO));
    }

    @Test
    void isNotTriedTwice() {
      Candidate there = everywhere.avoiding(Set.of("here"));

      assertThat(given.plan(everywhere, AZURE).failedNode(everywhere).failedNode(there).decision())
          .isEqualTo(new Next(AZURE, Duration.ZERO));
    }

    @Test
    void isPreferredForTheNextDeploymentToo() {
      Candidate azure = candidate("azure", "here", "there");

      Decision decision = given.plan(OPENAI, azure).failedNode(OPENAI).decision();

      assertThat(((Next) decision).candidate().node().id()).isEqualTo("there");
    }

    @Test
    void isNoWayAroundARestThatWasAskedForMeanwhile() {
      given.verdicts =
          verdicts(Map.of(everywhere.id(), Samples.askedToRestFor(Duration.ofSeconds(5))));
      Candidate panic = everywhere.with(Standing.PANIC);

      assertThat(given.plan(panic).failedNode(panic).decision()).isInstanceOf(GiveUp.class);
    }

    @Test
    void callsAnIllDeploymentForWantOfBetter() {
      given.verdicts = verdicts(Map.of(everywhere.id(), Samples.openFor(Duration.ofSeconds(5))));
      Candidate panic = everywhere.with(Standing.PANIC);

      assertThat(given.plan(panic).failedNode(panic).decision())
          .isEqualTo(new Retry(panic.avoiding(Set.of("here")), Duration.ZERO));
    }

    @Test
    void isNeededByNobodyWhoHasNone() {
      assertThat(given.plan(OPENAI).failedNode(OPENAI).decision()).isInstanceOf(GiveUp.class);
    }
  }

  @Nested
  class TheError {

    @Test
    void isTheOnlyOneVerbatim() {
      ChatError error =
          new ChatError(ErrorKind.INVALID_REQUEST, "bad tool", "invalid_value", "tools", 400, null);

      assertThat(given.plan(OPENAI, AZURE).failed(OPENAI, error).decision())
          .isEqualTo(new GiveUp(error));
    }

    @Test
    void tellsWhatWasTried() {
      given
          .plan(OPENAI, AZURE)
          .failed(OPENAI, error(ErrorKind.UPSTREAM_TIMEOUT))
          .failed(AZURE, error(ErrorKind.UPSTREAM_PROTOCOL));

      assertThat(((GiveUp) given.decision()).error())
          .isEqualTo(
              new ChatError(
                  ErrorKind.UPSTREAM_PROTOCOL,
                  "upstream said no (after 2 attempts: openai/gpt-4o, azure/gpt-4o)"));
    }

    @Test
    void tellsTheSoonestTimeWhereAllTurnUsAway() {
      given.verdicts =
          verdicts(
              Map.of(
                  OPENAI.id(), Samples.askedToRestFor(Duration.ofSeconds(70)),
                  AZURE.id(), Samples.askedToRestFor(Duration.ofSeconds(90))));
      given
          .plan(OPENAI, AZURE)
          .failed(OPENAI, rateLimited(Duration.ofSeconds(70)))
          .failed(AZURE, rateLimited(Duration.ofSeconds(90)));

      ChatError error = ((GiveUp) given.decision()).error();

      assertThat(error.kind()).isEqualTo(ErrorKind.UPSTREAM_RATE_LIMITED);
      assertThat(error.kind().httpStatus()).isEqualTo(503);
      assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(70));
    }
  }

  @Nested
  class NothingIsTriedAgain {

    @Test
    void afterTheCallerHasSeenSomething() {
      given.contentPassedOn = true;

      assertThat(
              given
                  .plan(OPENAI, AZURE)
                  .failed(OPENAI, error(ErrorKind.STREAM_INTERRUPTED))
                  .decision())
          .isEqualTo(new GiveUp(error(ErrorKind.STREAM_INTERRUPTED)));
    }

    @Test
    void afterThreeAttempts() {
      given
          .plan(OPENAI, AZURE, BEDROCK, candidate("vertex"))
          .failed(OPENAI, error(ErrorKind.UPSTREAM_TIMEOUT))
          .failed(AZURE, error(ErrorKind.UPSTREAM_TIMEOUT))
          .failed(BEDROCK, error(ErrorKind.UPSTREAM_TIMEOUT));

      assertThat(given.decision()).isInstanceOf(GiveUp.class);
    }

    @Test
    void whereTheRetryBudgetIsSpent() {
      given.budgetAllows = false;

      assertThat(
              given
                  .plan(OPENAI, AZURE)
                  .failed(OPENAI, error(ErrorKind.UPSTREAM_TIMEOUT))
                  .decision())
          .isInstanceOf(GiveUp.class);
    }

    @Test
    void whereNoTimeIsLeft() {
      given.timeLeft = Duration.ZERO;

      assertThat(
              given
                  .plan(OPENAI, AZURE)
                  .failed(OPENAI, error(ErrorKind.UPSTREAM_TIMEOUT))
                  .decision())
          .isInstanceOf(GiveUp.class);
    }

    @Test
    void whereTheRequestsOwnTimeIsUp() {
      given.failures =
          List.of(new Failure(OPENAI, error(ErrorKind.UPSTREAM_TIMEOUT), Origin.REQUEST));

      assertThat(given.plan(OPENAI, AZURE).decision()).isInstanceOf(GiveUp.class);
    }
  }

  /** A situation in the making, that asks for a decision by the default settings. */
  private static final class Given {
    private RoutePlan plan = new RoutePlan(List.of(OPENAI), List.of());
    private List<Failure> failures = List.of();
    private Set<String> gone = Set.of();
    private Verdicts verdicts = Verdicts.ALL_HEALTHY;
    private Duration timeLeft = AMPLE;
    private boolean contentPassedOn;
    private boolean budgetAllows = true;
    private double random;

    Given plan(Candidate... candidates) {
      plan = new RoutePlan(Arrays.asList(candidates), List.of());
      return this;
    }

    Given failed(Candidate candidate, ChatError error) {
      return add(failure(candidate, error));
    }

    Given failedNode(Candidate candidate) {
      return add(new Failure(candidate, error(ErrorKind.UPSTREAM_UNREACHABLE), Origin.NODE));
    }

    private Given add(Failure failure) {
      List<Failure> more = new ArrayList<>(failures);
      more.add(failure);
      failures = more;
      return this;
    }

    Decision decision() {
      return Failover.after(
          new Situation(
              plan, failures, gone, verdicts, NOW, timeLeft, contentPassedOn, budgetAllows),
          RetrySettings.DEFAULTS,
          random);
    }
  }
}
