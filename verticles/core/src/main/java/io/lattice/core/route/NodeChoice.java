package io.lattice.core.route;

import io.lattice.cluster.Node;
import io.lattice.cluster.NodeView;
import io.lattice.config.model.Deployment;
import java.util.Comparator;
import java.util.List;

/** Which node calls a deployment. */
final class NodeChoice {

  private NodeChoice() {}

  /**
   * Every node that takes work for the deployment's provider: this one, then those in its region,
   * then the others.
   */
  static List<Node> of(Deployment deployment, NodeView nodes, long spin) {
    List<Node> serving = nodes.serving(deployment.provider());
    if (serving.size() < 2) {
      return serving;
    }
    return serving.stream()
        .sorted(
            Comparator.comparing((Node node) -> !node.local())
                .thenComparing(
                    node -> node.region() == null || !node.region().equals(deployment.region()))
                .thenComparing(Spread.by(Node::id, spin)))
        .toList();
  }
}
