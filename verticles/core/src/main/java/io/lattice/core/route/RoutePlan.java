package io.lattice.core.route;

import java.util.List;

/**
 * Where a request may go, in order of preference.
 *
 * @param candidates at least one
 */
public record RoutePlan(List<Candidate> candidates, List<Rejection> rejections) implements Routing {
  public RoutePlan {
    candidates = List.copyOf(candidates);
    rejections = List.copyOf(rejections);
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("a plan without a candidate is a NoRoute");
    }
  }

  /** The one to try first. */
  public Candidate first() {
    return candidates.get(0);
  }

  /** Whether nothing is well, and the least bad is tried for want of better. */
  public boolean isPanic() {
    return first().standing() == Candidate.Standing.PANIC;
  }
}
