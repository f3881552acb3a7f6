package io.lattice.node;

import io.lattice.cluster.Nodes;
import io.lattice.core.observe.NodeStatus;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does that stood still: others may have given it up, so it takes nothing new until it
 * has seen the cluster again. A node that never had others beside it has nobody to see, and would
 * only refuse its own callers, the first of whom are what holds a cold one up.
 */
final class Quarantine {
  private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

  private final NodeState state;
  private final Nodes nodes;
  private final Supplier<Future<?>> wait;
  private volatile boolean hasLostOthers;

  /**
   * @param wait takes as long as a node that was cut off takes to be with the others again
   */
  Quarantine(NodeState state, Nodes nodes, Supplier<Future<?>> wait) {
    this.state = state;
    this.nodes = nodes;
    this.wait = wait;
    nodes.onLeft(left -> hasLostOthers = true);
  }

  /** May be called on any thread. */
  void stoodStill(Duration pause) {
    if (state.status() != NodeStatus.READY) {
      return;
    }
    LOG.atWarn().addKeyValue("pauseMillis", pause.toMillis()).log("this node stood still");
    if (wasAlwaysAlone()) {
      return;
    }
    state.enter(NodeStatus.QUARANTINED);
    nodes.markDraining().compose(told -> wait.get()).onComplete(waited -> serveAgain());
  }

  private boolean wasAlwaysAlone() {
    return nodes.snapshot().nodes().size() == 1 && !hasLostOthers;
  }

  private void serveAgain() {
    if (state.status() == NodeStatus.QUARANTINED) {
      nodes.markServing().onComplete(told -> state.enter(NodeStatus.READY));
    }
  }
}
