package io.lattice.core.route;

import io.lattice.cluster.NodeView;
import io.lattice.config.model.Deployment;
import io.lattice.core.route.Candidate.Standing;
import io.lattice.core.route.Rejection.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/** A deployment that keeps to every rule, so that only its health can speak against it. */
record Eligible(Deployment deployment, Verdict verdict) {

  /** What is merely assumed before what is known to be ill, then what is over the soonest. */
  static final Comparator<Eligible> LEAST_BAD_FIRST =
      Comparator.comparing((Eligible each) -> each.verdict instanceof Verdict.Open)
          .thenComparing(Eligible::until);

  Candidate as(Standing standing, NodeView nodes, long spin) {
    return new Candidate(deployment, NodeChoice.of(deployment, nodes, spin), standing);
  }

  /** Why it is not asked; only where its health speaks against it. */
  Rejection rejection() {
    boolean ill = verdict instanceof Verdict.Open;
    String matter = ill ? "failed too often and is left alone until " : "rests until ";
    return new Rejection(
        deployment.id(),
        ill ? Reason.CIRCUIT_OPEN : Reason.RESTING,
        matter + until().truncatedTo(ChronoUnit.SECONDS),
        until());
  }

  private Instant until() {
    if (verdict instanceof Verdict.Open open) {
      return open.until();
    }
    return verdict instanceof Verdict.Resting resting ? resting.until() : Instant.MIN;
  }
}
