package io.lattice.core.route;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.PeerProblem;
import io.lattice.config.RetrySettings;
import io.lattice.core.route.Decision.Retry;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Another try of a deployment that failed already, once nothing else is left. */
final class SameAgain {

  private SameAgain() {}

  /**
   * The tried deployment that may be tried again the soonest, within the time that is left. A
   * provider's wish to be left alone is kept to, plus the jittered backoff that every retry waits.
   */
  static Optional<Decision> soonest(Situation situation, RetrySettings settings, double random) {
    return lastOfEach(situation.failures()).stream()
        .flatMap(failure -> again(failure, situation, settings, random).stream())
        .filter(retry -> retry.pause().compareTo(situation.timeLeft()) < 0)
        .min(Comparator.comparing(Retry::pause))
        .map(retry -> retry);
  }

  private static Collection<Failure> lastOfEach(List<Failure> failures) {
    Map<String, Failure> last = new LinkedHashMap<>();
    failures.forEach(failure -> last.put(failure.candidate().id(), failure));
    return last.values();
  }

  private static Optional<Retry> again(
      Failure failure, Situation situation, RetrySettings settings, double random) {
    String deployment = failure.candidate().id();
    int tries =
        (int)
            situation.failures().stream()
                .filter(other -> other.candidate().id().equals(deployment))
                .count();
    if (!helps(failure, tries)
        || situation.isOutOfReach(failure.candidate())
        || isCredentialExhausted(failure, situation)) {
      return Optional.empty();
    }
    Duration rest = restLeft(failure, situation);
    Duration jitter = Backoff.fullJitter(tries, settings.baseDelay(), settings.maxDelay(), random);
    return rest.compareTo(settings.maxRetryAfter()) > 0
        ? Optional.empty()
        : standingAfterRest(failure.candidate(), situation)
            .map(candidate -> candidate.avoiding(situation.failedNodes()))
            .map(candidate -> new Retry(candidate, rest.plus(jitter)));
  }

  /**
   * A node that is there and was not heard in time may be well: for a moment after another one has
   * died the cluster cannot tell where an address is, unless it was asked before.
   */
  private static boolean helps(Failure failure, int tries) {
    return switch (Remedy.of(failure)) {
      case SAME -> true;
      case SAME_ONCE -> tries == 1;
      case OTHER_NODE -> tries == 1 && wasNotHeard(failure.error());
      case NONE, NEXT, OTHER_CREDENTIAL -> false;
    };
  }

  private static boolean wasNotHeard(ChatError error) {
    return error.kind() == ErrorKind.UPSTREAM_UNREACHABLE
        && PeerProblem.NOT_ACCEPTED.equals(error.code());
  }

  private static boolean isCredentialExhausted(Failure failure, Situation situation) {
    return situation
        .providers(other -> Remedy.of(other) == Remedy.OTHER_CREDENTIAL)
        .contains(failure.candidate().deployment().provider());
  }

  /** How long the deployment still wants to be left alone. */
  private static Duration restLeft(Failure failure, Situation situation) {
    Duration left =
        situation.verdicts().of(failure.candidate().id()) instanceof Verdict.Resting resting
            ? Duration.between(situation.now(), resting.until())
            : Duration.ZERO;
    Duration wish = failure.equals(situation.last()) ? failure.error().retryAfter() : null;
    Duration longer = wish == null || wish.compareTo(left) < 0 ? left : wish;
    return longer.isNegative() ? Duration.ZERO : longer;
  }

  /**
   * A rest is over before the retry and then says nothing against it. An open circuit does, even
   * where the deployment was asked for want of others: one try a request is enough of an ill one.
   */
  private static Optional<Candidate> standingAfterRest(Candidate candidate, Situation situation) {
    Verdict verdict = situation.verdicts().of(candidate.id());
    return verdict instanceof Verdict.Resting
        ? Optional.of(candidate)
        : verdict.standing().map(candidate::with);
  }
}
