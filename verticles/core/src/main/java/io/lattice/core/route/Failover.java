package io.lattice.core.route;

import io.lattice.api.chat.ErrorKind;
import io.lattice.config.RetrySettings;
import io.lattice.core.route.Decision.GiveUp;
import io.lattice.core.route.Decision.Next;
import io.lattice.core.route.Decision.Retry;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * What to do about a failed attempt. Pure, and the only place that decides it, so that retries
 * never multiply.
 */
public final class Failover {

  private Failover() {}

  /**
   * Decides. In order of preference: the same deployment from another node where its node failed,
   * another deployment at once, one that was tried before after a pause, the error.
   *
   * <p>A decision for a candidate whose standing is {@link Candidate.Standing#PROBE} holds only if
   * the probe can be had; if not, decide again by fresh verdicts.
   *
   * @param random drawn evenly from [0, 1); jitters the pause
   */
  public static Decision after(Situation situation, RetrySettings settings, double random) {
    if (!mayTryAgain(situation, settings)) {
      return giveUp(situation);
    }
    return fromOtherNode(situation)
        .or(() -> next(situation))
        .or(() -> SameAgain.soonest(situation, settings, random))
        .orElseGet(() -> giveUp(situation));
  }

  private static boolean mayTryAgain(Situation situation, RetrySettings settings) {
    return Remedy.of(situation.last()) != Remedy.NONE
        && !situation.contentPassedOn()
        && situation.failures().size() < settings.attempts()
        && situation.budgetAllows()
        && situation.timeLeft().compareTo(Duration.ZERO) > 0;
  }

  private static Optional<Decision> fromOtherNode(Situation situation) {
    if (Remedy.of(situation.last()) != Remedy.OTHER_NODE) {
      return Optional.empty();
    }
    Set<String> failed = situation.failedNodes();
    return situation
        .standing(situation.last().candidate().avoiding(failed))
        .filter(candidate -> !failed.contains(candidate.node().id()))
        .map(candidate -> new Retry(candidate, Duration.ZERO));
  }

  /** The first that was not tried; of a provider that refused its key only for want of others. */
  private static Optional<Decision> next(Situation situation) {
    Set<String> tried = situation.tried();
    Set<String> exhausted =
        situation.providers(failure -> Remedy.of(failure) == Remedy.OTHER_CREDENTIAL);
    Set<String> refusing =
        situation.providers(failure -> failure.error().kind() == ErrorKind.UPSTREAM_REFUSED_KEY);
    return situation.plan().candidates().stream()
        .filter(candidate -> !tried.contains(candidate.id()))
        .filter(candidate -> !exhausted.contains(candidate.deployment().provider()))
        .sorted(
            Comparator.comparing(candidate -> refusing.contains(candidate.deployment().provider())))
        .flatMap(candidate -> situation.standing(candidate).stream())
        .findFirst()
        .map(candidate -> new Next(candidate.avoiding(situation.failedNodes()), Duration.ZERO));
  }

  private static Decision giveUp(Situation situation) {
    return new GiveUp(LastWord.of(situation.failures()));
  }
}
