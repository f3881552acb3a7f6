package io.lattice.core.route;

import io.lattice.cluster.Node;
import io.lattice.config.model.Deployment;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A deployment that may answer.
 *
 * @param nodes those that can call it, in order of preference
 * @param standing whether it is called as any other
 */
public record Candidate(Deployment deployment, List<Node> nodes, Standing standing) {

  /** What its health means for a call. */
  public enum Standing {
    /** It is well. */
    WELL,
    /** It may be ill, and this call finds out: take {@link DeploymentHealth#probe} first. */
    PROBE,
    /** It is ill, but there is nothing better. */
    PANIC
  }

  public Candidate {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException(deployment.id() + " is no candidate without a node");
    }
  }

  /** The deployment's id in the registry. */
  public String id() {
    return deployment.id();
  }

  /** The node that makes the call. */
  public Node node() {
    return nodes.get(0);
  }

  Candidate with(Standing other) {
    return new Candidate(deployment, nodes, other);
  }

  /** With the given nodes last. */
  Candidate avoiding(Set<String> nodeIds) {
    return new Candidate(
        deployment,
        nodes.stream().sorted(Comparator.comparing(node -> nodeIds.contains(node.id()))).toList(),
        standing);
  }
}
