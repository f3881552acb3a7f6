package io.lattice.core.route;

import io.lattice.core.route.Candidate.Standing;
import java.time.Instant;
import java.util.Optional;

/** What is thought of a deployment at one moment. */
public sealed interface Verdict {

  /** Nothing speaks against it. */
  record Healthy() implements Verdict {}

  /** It was ill; one call may find out whether it still is. */
  record HalfOpen() implements Verdict {}

  /**
   * Its circuit is open: it is ill, or the one call that finds out is under way.
   *
   * @param until when the next call may find out
   */
  record Open(Instant until) implements Verdict {}

  /**
   * It is not ill, but wants no calls.
   *
   * @param until when it may be called again
   * @param asked whether the provider itself named the time
   */
  record Resting(Instant until, boolean asked) implements Verdict {}

  /** As what a deployment may be called by it; nothing where it is better left alone. */
  default Optional<Standing> standing() {
    if (this instanceof Healthy) {
      return Optional.of(Standing.WELL);
    }
    return this instanceof HalfOpen ? Optional.of(Standing.PROBE) : Optional.empty();
  }

  /**
   * Whether it is kept to even where nothing else is left. Only what a provider asks for is: the
   * rest is our own opinion, which must never switch off the last deployment.
   */
  default boolean isBinding() {
    return this instanceof Resting resting && resting.asked();
  }
}
