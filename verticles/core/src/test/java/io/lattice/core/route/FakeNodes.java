package io.lattice.core.route;

import io.lattice.cluster.Node;
import io.lattice.cluster.NodeView;
import io.lattice.cluster.Nodes;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Consumer;

/** A cluster that is what the test says. Safe on any thread. */
final class FakeNodes implements Nodes {
  private volatile NodeView view;

  FakeNodes(Node... nodes) {
    view = Samples.nodes(nodes);
  }

  void become(Node... nodes) {
    view = Samples.nodes(nodes);
  }

  @Override
  public NodeView snapshot() {
    return view;
  }

  @Override
  public Subscription onJoined(Consumer<Node> listener) {
    throw new UnsupportedOperationException("a router asks for snapshots only");
  }

  @Override
  public Subscription onLeft(Consumer<Node> listener) {
    throw new UnsupportedOperationException("a router asks for snapshots only");
  }

  @Override
  public Future<Void> markDraining() {
    throw new UnsupportedOperationException("a router asks for snapshots only");
  }

  @Override
  public Future<Void> markServing() {
    throw new UnsupportedOperationException("a router asks for snapshots only");
  }

  @Override
  public Future<Void> runs(Set<String> providers) {
    throw new UnsupportedOperationException("a router asks for snapshots only");
  }
}
