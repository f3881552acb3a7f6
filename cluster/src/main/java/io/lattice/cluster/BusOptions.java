package io.lattice.cluster;

import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import java.net.InetAddress;

/** How the event bus of a clustered Vert.x talks to the other nodes. */
final class BusOptions {

  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

  /**
   * A connection that a cut killed silently would otherwise stay in use for many seconds after the
   * cut has healed, until TCP's back-off tries again.
   */
  private static final long PING_INTERVAL_MILLIS = 1_000;

  /**
   * The answer queues behind whatever is on its way; a body of 20 MiB on a busy machine must not
   * look like a dead peer.
   */
  private static final long PING_REPLY_MILLIS = 2_500;

  /** Known to native transports only; the others ignore it. */
  private static final int TCP_USER_TIMEOUT_MILLIS = 2_500;

  private BusOptions() {}

  static VertxOptions of(VertxOptions base, ClusterOptions options, InetAddress address) {
    VertxOptions copy = new VertxOptions(base);
    // The copy would keep only the plain part of a metrics library's own options.
    copy.setMetricsOptions(base.getMetricsOptions());
    EventBusOptions bus = copy.getEventBusOptions();
    bus.setHost(address.getHostAddress())
        .setPort(options.busPort())
        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
        .setClusterPingInterval(PING_INTERVAL_MILLIS)
        .setClusterPingReplyInterval(PING_REPLY_MILLIS)
        .setTcpUserTimeout(TCP_USER_TIMEOUT_MILLIS);
    return copy;
  }
}
