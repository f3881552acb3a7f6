package io.lattice.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.BindException;
import java.net.InetAddress;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A Vert.x that has joined a cluster, and what it sees of it. */
public final class ClusteredVertx {

  private final Vertx vertx;
  private final Nodes nodes;
  private final MemberAddress address;

  private ClusteredVertx(Vertx vertx, Nodes nodes) {
    this.vertx = vertx;
    this.nodes = nodes;
    this.address = MemberAddress.parse(nodes.snapshot().local().host());
  }

  /** Starts with nothing added to the builder. */
  public static Future<ClusteredVertx> start(VertxOptions base, ClusterOptions options) {
    return start(base, options, UnaryOperator.identity(), address -> null);
  }

  /**
   * Joins the cluster, or begins one where no listed member answers. Takes about a second more
   * where listed members are absent. To be called outside an event loop: a host that is a name is
   * looked up.
   *
   * <p>The future fails with an IllegalArgumentException where the options must not be obeyed, with
   * a BindException where a port is taken, each with a message for the operator; nothing is left
   * running then.
   *
   * @param base everything about Vert.x but its event bus; not changed
   * @param more adds metrics and the like
   * @param nodeIn the id of the node that alone listens at an address of the event bus, or null for
   *     one that does not tell and is looked up
   */
  public static Future<ClusteredVertx> start(
      VertxOptions base,
      ClusterOptions options,
      UnaryOperator<VertxBuilder> more,
      Function<String, @Nullable String> nodeIn) {
    InetAddress address;
    try {
      address = BindAddress.of(options);
      FreePort.require("cluster port", address, options.clusterPort());
      FreePort.require("event bus port", address, options.busPort());
    } catch (IllegalArgumentException | BindException e) {
      return Future.failedFuture(e);
    }
    var manager = new KnownPlaces(MemberConfig.of(options, address), nodeIn);
    return more.apply(Vertx.builder().with(BusOptions.of(base, options, address)))
        .withClusterManager(manager)
        .buildClustered()
        .compose(vertx -> watched(vertx, manager));
  }

  private static Future<ClusteredVertx> watched(Vertx vertx, HazelcastClusterManager manager) {
    return ClusterNodes.watch(vertx, manager.getHazelcastInstance())
        .map(nodes -> new ClusteredVertx(vertx, nodes))
        .recover(e -> vertx.close().transform(closed -> Future.failedFuture(e)));
  }

  public Vertx vertx() {
    return vertx;
  }

  public Nodes nodes() {
    return nodes;
  }

  /** Where this node listens for others, with the port that it really got. */
  public MemberAddress address() {
    return address;
  }

  /**
   * Leaves the cluster, so that the others know at once, and closes Vert.x. What this node keeps
   * for others moves to them first, for at most 5 s. Work under way is not waited for: drain first.
   */
  public Future<Void> close() {
    return vertx.close();
  }
}
