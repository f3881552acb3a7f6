package io.lattice.core.route;

import io.lattice.core.route.Candidate.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request whose last attempt has just failed.
 *
 * @param plan what it set out with
 * @param failures every attempt so far, the last one last
 * @param gone ids of nodes of the plan that have left the cluster since it was made
 * @param verdicts what is thought of the deployments now; the last failure is already counted
 * @param now tells how long a deployment still rests
 * @param timeLeft until the request must have ended
 * @param contentPassedOn whether its caller has seen something of an answer
 * @param budgetAllows whether the retry budget has room for it
 */
public record Situation(
    RoutePlan plan,
    List<Failure> failures,
    Set<String> gone,
    Verdicts verdicts,
    Instant now,
    Duration timeLeft,
    boolean contentPassedOn,
    boolean budgetAllows) {

  public Situation {
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(verdicts, "verdicts");
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(timeLeft, "timeLeft");
    failures = List.copyOf(failures);
    gone = Set.copyOf(gone);
    if (failures.isEmpty()) {
      throw new IllegalArgumentException("nothing has failed yet: try the plan's first candidate");
    }
  }

  Failure last() {
    return failures.get(failures.size() - 1);
  }

  /** Ids of the deployments that were tried. */
  Set<String> tried() {
    return all(failure -> true, failure -> failure.candidate().id());
  }

  /** Ids of the nodes that failed, want no more or are gone, whatever deployment they called. */
  Set<String> failedNodes() {
    Set<String> failed =
        all(
            failure -> Remedy.of(failure) == Remedy.OTHER_NODE,
            failure -> failure.candidate().node().id());
    return Stream.concat(failed.stream(), gone.stream()).collect(Collectors.toUnmodifiableSet());
  }

  /** Names of the providers that failed in a certain way. */
  Set<String> providers(Predicate<Failure> failedSo) {
    return all(failedSo, failure -> failure.candidate().deployment().provider());
  }

  /** Whether every node that could call a candidate is gone. */
  boolean isOutOfReach(Candidate candidate) {
    return candidate.nodes().stream().allMatch(node -> gone.contains(node.id()));
  }

  /** A candidate as it stands now, or nothing where it should not be called now. */
  Optional<Candidate> standing(Candidate candidate) {
    if (isOutOfReach(candidate)) {
      return Optional.empty();
    }
    Verdict verdict = verdicts.of(candidate.id());
    boolean overruled = candidate.standing() == Standing.PANIC && !verdict.isBinding();
    return verdict
        .standing()
        .map(candidate::with)
        .or(() -> overruled ? Optional.of(candidate) : Optional.empty());
  }

  private Set<String> all(Predicate<Failure> filter, Function<Failure, String> name) {
    return failures.stream().filter(filter).map(name).collect(Collectors.toUnmodifiableSet());
  }
}
