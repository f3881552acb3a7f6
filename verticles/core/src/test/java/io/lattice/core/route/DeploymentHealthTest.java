package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ErrorKind;
import io.lattice.config.CircuitSettings;
import io.lattice.core.route.Failure.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DeploymentHealthTest {

  private final List<HealthChange> changes = new ArrayList<>();
  private final DeploymentHealth health =
      new DeploymentHealth(() -> CircuitSettings.DEFAULTS, new Random(1), changes::add);
  private final Candidate candidate = Samples.candidate("openai");
  private Instant now = Samples.NOW;

  @Test
  void thinksWellOfWhatItNeverHeardOf() {
    assertThat(verdict()).isEqualTo(new Verdict.Healthy());
  }

  @Test
  void aDeploymentThatFailsTooOftenIsLeftAlone() {
    fail(ErrorKind.UPSTREAM_UNREACHABLE, 5);

    assertThat(verdict()).isInstanceOf(Verdict.Open.class);
  }

  @Test
  void oneDeploymentsFailuresAreNotAnothers() {
    fail(ErrorKind.UPSTREAM_UNREACHABLE, 5);

    assertThat(health.at(now).of("azure/gpt-4o")).isEqualTo(new Verdict.Healthy());
  }

  @Test
  void tooManyCallsAreNotIllHealth() {
    for (int i = 0; i < 100; i++) {
      health.failed(
          Samples.failure(candidate, Samples.rateLimited(Duration.ofSeconds(2))), now, now);
    }

    assertThat(verdict()).isEqualTo(new Verdict.Resting(now.plusSeconds(2), true));
    now = now.plusSeconds(2);
    assertThat(verdict()).isEqualTo(new Verdict.Healthy());
  }

  @Test
  void aSecondShorterRestDoesNotEndTheFirst() {
    health.rest(candidate.id(), Duration.ofMinutes(1), now);
    health.rest(candidate.id(), Duration.ofSeconds(1), now);

    assertThat(verdict()).isEqualTo(new Verdict.Resting(now.plusSeconds(60), true));
  }

  @Test
  void aNodesFailureIsNotTheDeployments() {
    for (int i = 0; i < 100; i++) {
      health.failed(
          new Failure(candidate, Samples.error(ErrorKind.UPSTREAM_UNREACHABLE), Origin.NODE),
          now,
          now);
    }

    assertThat(verdict()).isEqualTo(new Verdict.Healthy());
  }

  @Test
  void callersThatGoAwayAreNotIllHealth() {
    fail(ErrorKind.CANCELLED, 100);

    assertThat(verdict()).isEqualTo(new Verdict.Healthy());
  }

  @Test
  void whatTheProviderAskedForOutweighsIllness() {
    fail(ErrorKind.UPSTREAM_UNREACHABLE, 5);
    health.rest(candidate.id(), Duration.ofSeconds(2), now);

    assertThat(verdict()).isEqualTo(new Verdict.Resting(now.plusSeconds(2), true));
  }

  @Test
  void aProbeThatIsCancelledMakesRoomForAnother() {
    fail(ErrorKind.UPSTREAM_UNREACHABLE, 5);
    now = now.plusSeconds(60);
    assertThat(health.probe(candidate.id(), now)).isTrue();
    assertThat(health.probe(candidate.id(), now)).isFalse();

    health.cancelled(candidate.id(), now, now);

    assertThat(health.probe(candidate.id(), now)).isTrue();
  }

  @Test
  void lendsNoProbeOfADeploymentThatIsWell() {
    assertThat(health.probe(candidate.id(), now)).isFalse();
  }

  @Test
  void ofManyWhoWantTheProbeOneGetsIt() throws Exception {
    // given
    fail(ErrorKind.UPSTREAM_UNREACHABLE, 5);
    now = now.plusSeconds(60);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    // when
    List<Future<Boolean>> probes;
    try {
      Callable<Boolean> probe = () -> health.probe(candidate.id(), now);
      probes = threads.invokeAll(Collections.nCopies(200, probe));
    } finally {
      threads.shutdown();
    }
    // then
    int taken = 0;
    for (Future<Boolean> probe : probes) {
      taken += probe.get() ? 1 : 0;
    }
    assertThat(taken).isOne();
  }

  @Test
  void tellsEveryChangeOfOpinionOnce() {
    fail(ErrorKind.UPSTREAM_UNREACHABLE, 7);
    now = now.plusSeconds(60);
    health.probe(candidate.id(), now);
    health.succeeded(candidate.id(), now, now);
    health.succeeded(candidate.id(), now, now);

    assertThat(changes).extracting(HealthChange::deployment).containsOnly(candidate.id());
    assertThat(changes)
        .extracting(change -> (Object) change.after().getClass())
        .containsExactly(Verdict.Open.class, Verdict.Healthy.class);
  }

  @Test
  void forgetsDeploymentsThatAreNoMore() {
    fail(ErrorKind.UPSTREAM_UNREACHABLE, 5);

    health.retain(Set.of("azure/gpt-4o"));

    assertThat(verdict()).isEqualTo(new Verdict.Healthy());
  }

  private Verdict verdict() {
    return health.at(now).of(candidate.id());
  }

  private void fail(ErrorKind kind, int times) {
    for (int i = 0; i < times; i++) {
      health.failed(Samples.failure(candidate, Samples.error(kind)), now, now);
    }
  }
}
