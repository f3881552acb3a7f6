package io.lattice.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes of a Hazelcast cluster. The view is computed afresh from Hazelcast's member list and
 * the {@link SharedStates}, both of them local reads, whenever either changes and on every tick.
 * Nothing is folded from events, so a lost or a late one is made good by the next tick.
 *
 * <p>The snapshot may be read anywhere; everything else is confined to one context.
 */
final class ClusterNodes implements Nodes {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterNodes.class);

  /**
   * Longest that a change stays unseen. Events come at once unless Hazelcast's event threads are
   * busy, as they are while Vert.x cleans up after a dead node.
   */
  private static final long TICK_MILLIS = 250;

  private final Context context;
  private final HazelcastInstance hazelcast;
  private final SharedStates states;
  private final NodeListeners joined = new NodeListeners();
  private final NodeListeners left = new NodeListeners();
  private volatile NodeView view;

  /** What this node has told the others since it started; null while its attributes say it all. */
  private @Nullable NodeState announced;

  private int writing;

  private ClusterNodes(Context context, HazelcastInstance hazelcast, SharedStates states) {
    this.context = context;
    this.hazelcast = hazelcast;
    this.states = states;
    view = look(null).orElseThrow(HazelcastInstanceNotActiveException::new);
  }

  /** Starts to watch; the future fails where the cluster does not answer. */
  static Future<Nodes> watch(Vertx vertx, HazelcastInstance hazelcast) {
    Context context = vertx.getOrCreateContext();
    return context
        .executeBlocking(() -> new SharedStates(context, hazelcast))
        .map(
            states -> {
              var nodes = new ClusterNodes(context, hazelcast, states);
              hazelcast.getCluster().addMembershipListener(nodes.new Members());
              states.onChange(nodes::changed);
              vertx.setPeriodic(TICK_MILLIS, tick -> nodes.tick());
              return nodes;
            });
  }

  @Override
  public NodeView snapshot() {
    return view;
  }

  @Override
  public Subscription onJoined(Consumer<Node> listener) {
    return joined.add(listener);
  }

  @Override
  public Subscription onLeft(Consumer<Node> listener) {
    return left.add(listener);
  }

  @Override
  public Future<Void> markDraining() {
    return announce(state -> state.draining(true));
  }

  @Override
  public Future<Void> markServing() {
    return announce(state -> state.draining(false));
  }

  @Override
  public Future<Void> runs(Set<String> providers) {
    return announce(state -> state.providers(providers));
  }

  private Future<Void> announce(UnaryOperator<NodeState> step) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        go -> {
          NodeState next = step.apply(NodeState.of(view.local()));
          announced = next;
          refresh();
          write(next).onComplete(done);
        });
    return done.future();
  }

  private void tick() {
    if (!hazelcast.getLifecycleService().isRunning()) {
      return;
    }
    // Before the members are looked at: whoever speaks between the two looks has joined.
    Set<String> heard = states.ids();
    refresh();
    repeat();
    sweep(heard);
  }

  private void refresh() {
    look(announced)
        .filter(now -> !now.equals(view))
        .ifPresent(
            now -> {
              NodeView before = view;
              view = now;
              tell("node left", left, before.missingFrom(now));
              tell("node joined", joined, now.missingFrom(before));
            });
  }

  private static void tell(String what, NodeListeners listeners, List<Node> nodes) {
    for (Node node : nodes) {
      LOG.atInfo()
          .addKeyValue("node", node.id())
          .addKeyValue("host", node.host())
          .addKeyValue("region", node.region())
          .log(what);
      listeners.call(node);
    }
  }

  /** Nothing while Hazelcast is going down, when the view stays as it was. */
  private Optional<NodeView> look(@Nullable NodeState own) {
    try {
      List<Node> nodes =
          hazelcast.getCluster().getMembers().stream()
              .flatMap(member -> NodeAttributes.read(member).stream())
              .map(node -> node.local() && own != null ? own.applyTo(node) : states.current(node))
              .toList();
      return nodes.stream().anyMatch(Node::local)
          ? Optional.of(new NodeView(nodes))
          : Optional.empty();
    } catch (HazelcastInstanceNotActiveException e) {
      return Optional.empty();
    }
  }

  /** Says it again where it was lost: in a split, or with the node that kept it. */
  private void repeat() {
    NodeState own = announced;
    if (own != null && writing == 0 && !states.has(view.local().id(), own)) {
      write(own)
          .onFailure(e -> LOG.atWarn().setCause(e).log("the cluster was not told of this node"));
    }
  }

  /** What dead nodes left behind is ignored by all and removed by the oldest. */
  private void sweep(Set<String> heard) {
    if (view.nodes().get(0).local()) {
      heard.stream().filter(id -> view.find(id).isEmpty()).forEach(states::remove);
    }
  }

  private Future<Void> write(NodeState state) {
    writing++;
    return states.put(view.local().id(), state).andThen(written -> writing--);
  }

  private void changed() {
    context.runOnContext(go -> refresh());
  }

  /** Told on Hazelcast's threads. */
  private final class Members implements MembershipListener {

    @Override
    public void memberAdded(MembershipEvent event) {
      changed();
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
      changed();
    }
  }
}
