package io.lattice.cluster;

import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One node without a cluster. */
final class LocalNodes implements Nodes {

  private static final String ID = "local";

  private final AtomicReference<NodeView> view;

  LocalNodes(ClusterOptions options) {
    view =
        new AtomicReference<>(
            viewOf(
                new Node(
                    ID,
                    options.host(),
                    options.region(),
                    options.providers(),
                    false,
                    options.version(),
                    true)));
  }

  @Override
  public NodeView snapshot() {
    return Objects.requireNonNull(view.get());
  }

  @Override
  public Subscription onJoined(Consumer<Node> listener) {
    return () -> {};
  }

  @Override
  public Subscription onLeft(Consumer<Node> listener) {
    return () -> {};
  }

  @Override
  public Future<Void> markDraining() {
    return change(state -> state.draining(true));
  }

  @Override
  public Future<Void> markServing() {
    return change(state -> state.draining(false));
  }

  @Override
  public Future<Void> runs(Set<String> providers) {
    return change(state -> state.providers(providers));
  }

  private Future<Void> change(UnaryOperator<NodeState> step) {
    view.updateAndGet(
        before -> {
          Node self = before.local();
          return viewOf(step.apply(NodeState.of(self)).applyTo(self));
        });
    return Future.succeededFuture();
  }

  private static NodeView viewOf(Node self) {
    return new NodeView(List.of(self));
  }
}
