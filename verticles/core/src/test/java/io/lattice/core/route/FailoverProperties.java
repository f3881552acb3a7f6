package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.config.CircuitSettings;
import io.lattice.config.RetrySettings;
import io.lattice.core.route.Candidate.Standing;
import io.lattice.core.route.Decision.GiveUp;
import io.lattice.core.route.Decision.Next;
import io.lattice.core.route.Decision.Retry;
import io.lattice.core.route.Failure.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whole requests against upstreams that fail in any way, as a relay would lead them. */
class FailoverProperties {

  private static final Duration TOTAL = Duration.ofMinutes(2);

  /**
   * @param attempts when each was made, and where
   */
  record Run(List<Attempt> attempts, ChatError error, Instant end) {}

  /**
   * @param verdict what was thought of the deployment when it was called
   */
  record Attempt(Candidate candidate, Verdict verdict, Instant at, Failure failure) {}

  @Property(tries = 3_000)
  void noRequestTriesMoreOftenThanItMay(@ForAll("worlds") World world) {
    assertThat(world.run().attempts()).hasSizeLessThanOrEqualTo(world.settings.attempts());
  }

  @Property(tries = 3_000)
  void noRequestTriesAfterItsTime(@ForAll("worlds") World world) {
    Instant deadline = Samples.NOW.plus(TOTAL);

    assertThat(world.run().attempts())
        .allSatisfy(attempt -> assertThat(attempt.at()).isBefore(deadline));
  }

  @Property(tries = 3_000)
  void noDeploymentIsCalledBeforeTheTimeItAskedFor(@ForAll("worlds") World world) {
    Map<String, Instant> rests = new HashMap<>();
    for (Attempt attempt : world.run().attempts()) {
      Instant rest = rests.getOrDefault(attempt.candidate().id(), Instant.MIN);
      assertThat(attempt.at()).isAfterOrEqualTo(rest);
      assertThat(attempt.verdict().isBinding()).isFalse();
      Duration wish = attempt.failure().error().retryAfter();
      if (wish != null && attempt.failure().origin() == Origin.DEPLOYMENT) {
        Instant end = attempt.at().plus(world.latency).plus(wish);
        rests.merge(attempt.candidate().id(), end, (a, b) -> a.isAfter(b) ? a : b);
      }
    }
  }

  @Property(tries = 3_000)
  void nothingIsTriedAfterAnErrorThatNothingHelps(@ForAll("worlds") World world) {
    List<Attempt> attempts = world.run().attempts();

    assertThat(attempts.subList(0, attempts.size() - 1))
        .allSatisfy(attempt -> assertThat(Remedy.of(attempt.failure())).isNotEqualTo(Remedy.NONE));
  }

  @Property(tries = 3_000)
  void noCredentialIsTriedAgainOnceItsQuotaIsExhausted(@ForAll("worlds") World world) {
    Set<String> exhausted = new HashSet<>();
    for (Attempt attempt : world.run().attempts()) {
      assertThat(exhausted).doesNotContain(attempt.candidate().deployment().provider());
      if (Remedy.of(attempt.failure()) == Remedy.OTHER_CREDENTIAL) {
        exhausted.add(attempt.candidate().deployment().provider());
      }
    }
  }

  @Property(tries = 3_000)
  void theCallerIsToldTheLastErrorAndEveryDeploymentThatWasTried(@ForAll("worlds") World world) {
    Run run = world.run();
    Attempt last = run.attempts().get(run.attempts().size() - 1);

    assertThat(run.error().kind()).isEqualTo(last.failure().error().kind());
    if (run.attempts().size() > 1) {
      run.attempts()
          .forEach(attempt -> assertThat(run.error().message()).contains(attempt.candidate().id()));
    }
  }

  @Property
  void nothingFollowsContent(@ForAll("worlds") World world) {
    assertThat(Failover.after(world.situation(true, true, TOTAL), world.settings, 0))
        .isInstanceOf(GiveUp.class);
  }

  @Property
  void nothingFollowsWithoutABudgetOrWithoutTime(@ForAll("worlds") World world) {
    assertThat(Failover.after(world.situation(false, false, TOTAL), world.settings, 0))
        .isInstanceOf(GiveUp.class);
    assertThat(Failover.after(world.situation(false, true, Duration.ZERO), world.settings, 0))
        .isInstanceOf(GiveUp.class);
  }

  @Property
  void noPauseOutlastsTheTimeThatIsLeft(@ForAll("worlds") World world, @ForAll Random random) {
    Duration left = Duration.ofMillis(1L + random.nextInt(100_000));
    Decision decision =
        Failover.after(world.situation(false, true, left), world.settings, random.nextDouble());

    if (decision instanceof Retry retry) {
      assertThat(retry.pause()).isLessThan(left);
    } else if (decision instanceof Next next) {
      assertThat(next.pause()).isZero();
    }
  }

  @Provide
  Arbitrary<World> worlds() {
    return Arbitraries.randomValue(World::new);
  }

  /** Some deployments of some providers, each of which fails in its own way every time. */
  static final class World {
    private final Random random;
    private final RetrySettings settings;
    private final Duration latency;
    private final List<Candidate> candidates = new ArrayList<>();

    World(Random source) {
      random = new Random(source.nextLong());
      settings =
          new RetrySettings(
              1 + random.nextInt(5),
              Duration.ofMillis(100),
              Duration.ofSeconds(20),
              20,
              3,
              Duration.ofMinutes(1));
      latency = Duration.ofMillis(random.nextInt(30_000));
      int deployments = 1 + random.nextInt(4);
      for (int i = 0; i < deployments; i++) {
        String provider = random.nextBoolean() ? "openai" : "azure";
        Candidate nodes = Samples.candidate(provider, nodes());
        candidates.add(
            new Candidate(
                Samples.deployment(provider, "region" + i, 1), nodes.nodes(), Standing.WELL));
      }
    }

    private String[] nodes() {
      return random.nextBoolean() ? new String[] {"here"} : new String[] {"here", "there"};
    }

    Situation situation(boolean contentPassedOn, boolean budgetAllows, Duration timeLeft) {
      return new Situation(
          new RoutePlan(candidates, List.of()),
          List.of(failure(candidates.get(0))),
          Set.of(),
          Verdicts.ALL_HEALTHY,
          Samples.NOW,
          timeLeft,
          contentPassedOn,
          budgetAllows);
    }

    Run run() {
      DeploymentHealth health =
          new DeploymentHealth(() -> CircuitSettings.DEFAULTS, random, change -> {});
      RoutePlan plan = new RoutePlan(candidates, List.of());
      List<Attempt> attempts = new ArrayList<>();
      Instant now = Samples.NOW;
      Candidate candidate = plan.first();
      while (true) {
        Instant began = now;
        Verdict verdict = health.at(began).of(candidate.id());
        Failure failure = failure(candidate);
        now = now.plus(latency);
        health.failed(failure, began, now);
        attempts.add(new Attempt(candidate, verdict, began, failure));
        Decision decision =
            Failover.after(
                new Situation(
                    plan,
                    attempts.stream().map(Attempt::failure).toList(),
                    Set.of(),
                    health.at(now),
                    now,
                    Duration.between(now, Samples.NOW.plus(TOTAL)),
                    false,
                    true),
                settings,
                random.nextDouble());
        if (decision instanceof Retry retry) {
          candidate = retry.candidate();
          now = now.plus(retry.pause());
        } else if (decision instanceof Next next) {
          candidate = next.candidate();
          now = now.plus(next.pause());
        } else {
          return new Run(attempts, ((GiveUp) decision).error(), now);
        }
      }
    }

    private Failure failure(Candidate candidate) {
      List<ErrorKind> kinds = List.of(ErrorKind.values());
      ErrorKind kind = kinds.get(random.nextInt(kinds.size()));
      kind = random.nextInt(3) == 0 ? kind : ErrorKind.UPSTREAM_RATE_LIMITED;
      kind = random.nextInt(3) == 0 ? kind : ErrorKind.UPSTREAM_OVERLOADED;
      boolean wishes =
          kind == ErrorKind.UPSTREAM_RATE_LIMITED || kind == ErrorKind.UPSTREAM_OVERLOADED;
      ChatError error =
          new ChatError(
              kind,
              "no",
              random.nextInt(5) == 0 ? "insufficient_quota" : null,
              null,
              random.nextInt(3) == 0 ? 404 : null,
              wishes && random.nextBoolean() ? Duration.ofMillis(random.nextInt(90_000)) : null);
      return new Failure(
          candidate, error, random.nextInt(4) == 0 ? Origin.NODE : Origin.DEPLOYMENT);
    }
  }
}
