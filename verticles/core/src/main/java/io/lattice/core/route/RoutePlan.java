package io.lattice.core.route;

import io.lattice.cluster.Node;
import io.lattice.cluster.NodeView;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** Ids of the nodes that were to call one of its deployments and are not in a later view. */
  Set<String> nodesMissingFrom(NodeView view) {
    return candidates.stream()
        .flatMap(candidate -> candidate.nodes().stream())
        .map(Node::id)
        .filter(id -> view.find(id).isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether nothing is well, and the least bad is tried for want of better. */
  public boolean isPanic() {
    return first().standing() == Candidate.Standing.PANIC;
  }
}
