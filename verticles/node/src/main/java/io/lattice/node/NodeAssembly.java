package io.lattice.node;

import io.lattice.cluster.ClusterOptions;
import io.lattice.cluster.ClusteredVertx;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;

/** One running node: everything it is made of is joined here and nowhere else. */
final class NodeAssembly {

  private final ClusteredVertx cluster;

  private NodeAssembly(ClusteredVertx cluster) {
    this.cluster = cluster;
  }

  /**
   * Starts a node. To be called outside an event loop. Where the future fails nothing is left
   * running; its message is for the operator.
   */
  static Future<NodeAssembly> start(ClusterOptions options) {
    var vertx = new VertxOptions().setPreferNativeTransport(true);
    return ClusteredVertx.start(vertx, options).map(NodeAssembly::new);
  }

  /** Leaves the cluster and ends everything this node started. */
  Future<Void> stop() {
    return cluster.close();
  }
}
