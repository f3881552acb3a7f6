package io.lattice.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.cluster.Node;
import io.lattice.cluster.NodeView;
import io.lattice.cluster.Nodes;
import io.lattice.config.LatticeConfig;
import io.lattice.config.model.ModelRegistry;
import io.lattice.core.observe.NodeStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuarantineTest {
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final Node HERE =
      new Node("here", "127.0.0.1:1", null, Set.of(), false, "1", true);
  private static final Node THERE =
      new Node("there", "127.0.0.1:2", null, Set.of(), false, "1", false);

  private final Cluster cluster = new Cluster();
  private final NodeState state =
      new NodeState(LatticeConfig.of(List.of(), ModelRegistry.EMPTY), Set.of());
  private final Promise<Void> wait = Promise.promise();
  private final Quarantine quarantine = new Quarantine(state, cluster, wait::future);

  /** Others that come and go as the test says. */
  private static final class Cluster implements Nodes {
    private final List<Consumer<Node>> listeners = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private NodeView view = new NodeView(List.of(HERE));

    void joined() {
      view = new NodeView(List.of(HERE, THERE));
    }

    void left() {
      view = new NodeView(List.of(HERE));
      listeners.forEach(each -> each.accept(THERE));
    }

    @Override
    public NodeView snapshot() {
      return view;
    }

    @Override
    public Subscription onJoined(Consumer<Node> listener) {
      throw new UnsupportedOperationException("nobody asks who comes");
    }

    @Override
    public Subscription onLeft(Consumer<Node> listener) {
      listeners.add(listener);
      return () -> listeners.remove(listener);
    }

    @Override
    public Future<Void> markDraining() {
      told.add("draining");
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> markServing() {
      told.add("serving");
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> runs(Set<String> providers) {
      throw new UnsupportedOperationException("the same as before");
    }
  }

  @BeforeEach
  void isReady() {
    state.enter(NodeStatus.READY);
  }

  @Test
  void aNodeBesideOthersTakesNothingNewUntilItSeesThemAgain() {
    // given
    cluster.joined();
    quarantine.stoodStill(PAUSE);
    assertThat(state.status()).isEqualTo(NodeStatus.QUARANTINED);
    // when
    wait.complete();
    // then
    assertThat(state.status()).isEqualTo(NodeStatus.READY);
    assertThat(cluster.told).containsExactly("draining", "serving");
  }

  @Test
  void aNodeThatWasAlwaysAloneGoesOn() {
    // when
    quarantine.stoodStill(PAUSE);
    // then
    assertThat(state.status()).isEqualTo(NodeStatus.READY);
    assertThat(cluster.told).isEmpty();
  }

  @Test
  void aNodeThatLostTheOthersMayBeTheOneThatIsLost() {
    // given
    cluster.joined();
    cluster.left();
    // when
    quarantine.stoodStill(PAUSE);
    // then
    assertThat(state.status()).isEqualTo(NodeStatus.QUARANTINED);
  }

  @Test
  void aNodeThatIsEndingGoesOnEnding() {
    // given
    cluster.joined();
    state.enter(NodeStatus.DRAINING);
    // when
    quarantine.stoodStill(PAUSE);
    // then
    assertThat(state.status()).isEqualTo(NodeStatus.DRAINING);
    assertThat(cluster.told).isEmpty();
  }
}
