package io.lattice.cluster;

import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The nodes of the cluster, kept current. Every method may be called from any thread and none
 * blocks.
 *
 * <p>Listeners are called after the snapshot has changed, one after another, on an event loop that
 * is the cluster's and not the caller's: they must not block, and hop to their own context where
 * their state is confined to it. Who must not miss a node subscribes first and reads the snapshot
 * then. What a listener throws is logged and stops no other.
 */
public interface Nodes {

  /** Who is there now; reading it costs one volatile read. */
  NodeView snapshot();

  /** Calls back for every node that joins from now on. */
  Subscription onJoined(Consumer<Node> listener);

  /**
   * Calls back for every node that leaves, dies or is cut off from now on, with what was last known
   * of it. A node that was merely cut off joins again under the same id.
   */
  Subscription onLeft(Consumer<Node> listener);

  /**
   * Tells every node that this one finishes what it has and wants nothing new. Idempotent. The
   * future completes when the local snapshot says so and the cluster has it; other nodes see it
   * milliseconds later. It fails with the cluster's own error where that was not possible; the
   * cluster is then told again until it has it.
   */
  Future<Void> markDraining();

  /** Takes {@link #markDraining()} back, for instance after a quarantine. */
  Future<Void> markServing();

  /** Tells every node which providers this one runs from now on. Fails as markDraining does. */
  Future<Void> runs(Set<String> providers);

  /** The view of a Vert.x that is not clustered: one node for ever, whose listeners stay silent. */
  static Nodes local(ClusterOptions options) {
    return new LocalNodes(options);
  }

  /** A listener's place in the list. */
  interface Subscription {

    /** Ends the calls; one that is under way may still arrive. Idempotent. */
    void cancel();
  }
}
