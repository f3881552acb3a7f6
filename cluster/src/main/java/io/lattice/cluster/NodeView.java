package io.lattice.cluster;

import java.util.List;
import java.util.Optional;

/**
 * Who is in the cluster at one moment, as one node sees it. It may be stale the moment it is read.
 *
 * @param nodes the oldest first; the local node is always among them
 */
public record NodeView(List<Node> nodes) {

  public NodeView {
    nodes = List.copyOf(nodes);
    if (nodes.stream().filter(Node::local).count() != 1) {
      throw new IllegalArgumentException("a view has exactly one local node: " + nodes);
    }
  }

  /** The node that is looking. */
  public Node local() {
    return nodes.stream().filter(Node::local).findFirst().orElseThrow();
  }

  public Optional<Node> find(String id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
  }

  /** Nodes that take new work for a provider: they run it and do not drain. */
  public List<Node> serving(String provider) {
    return nodes.stream().filter(node -> node.serves(provider)).toList();
  }

  /** Nodes that are here and not in another view. */
  List<Node> missingFrom(NodeView other) {
    return nodes.stream().filter(node -> other.find(node.id()).isEmpty()).toList();
  }
}
