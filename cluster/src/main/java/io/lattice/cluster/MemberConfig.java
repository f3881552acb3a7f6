package io.lattice.cluster;

import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.MultiMapConfig.ValueCollectionType;
import com.hazelcast.config.ReplicatedMapConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Map;

/**
 * What Hazelcast is told. No file, environment variable or multicast packet has a say in it, and it
 * listens for other members only: with the advanced network there is no client, REST or memcache
 * protocol on the port.
 */
final class MemberConfig {

  /**
   * How long nodes that start together look for one that was there before, until one of them asks
   * the others to let it be the first. A node that is there refuses.
   */
  private static final int CLAIM_AFTER_SECONDS = 2;

  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("hazelcast.phone.home.enabled", "false"),
          Map.entry("hazelcast.logging.type", "slf4j"),
          Map.entry("hazelcast.logging.details.enabled", "false"),
          Map.entry("hazelcast.health.monitoring.level", "OFF"),
          // Vert.x closes it, in its own order.
          Map.entry("hazelcast.shutdownhook.enabled", "false"),
          Map.entry("hazelcast.graceful.shutdown.max.wait", "5"),
          // Without this the port is open on every interface, whatever the interface list says.
          Map.entry("hazelcast.socket.bind.any", "false"),
          // A dead process is noticed by its closed connection, a silent one by its heart.
          Map.entry("hazelcast.connection.monitor.interval", "50"),
          Map.entry("hazelcast.connection.monitor.max.faults", "1"),
          Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
          Map.entry("hazelcast.max.no.heartbeat.seconds", "8"),
          Map.entry("hazelcast.merge.first.run.delay.seconds", "10"),
          Map.entry("hazelcast.merge.next.run.delay.seconds", "5"),
          // The default collects joiners for 5 s.
          Map.entry("hazelcast.wait.seconds.before.join", "0"),
          Map.entry("hazelcast.operation.call.timeout.millis", "10000"),
          // Little is shared here, and the cores belong to the event loops. All members must agree
          // on the number of partitions.
          Map.entry("hazelcast.partition.count", "71"),
          Map.entry("hazelcast.io.thread.count", "1"),
          Map.entry("hazelcast.operation.thread.count", "2"),
          Map.entry("hazelcast.operation.generic.thread.count", "2"),
          Map.entry("hazelcast.response.thread.count", "1"),
          // Two, because Vert.x cleans up after a dead node on the thread that tells it.
          Map.entry("hazelcast.event.thread.count", "2"));

  private MemberConfig() {}

  static Config of(ClusterOptions options, InetAddress address) {
    Config config = new Config();
    config.setClusterName(options.name());
    PROPERTIES.forEach(config::setProperty);
    // Its default leaves IPv6 interfaces out.
    config.setProperty(
        "hazelcast.prefer.ipv4.stack", Boolean.toString(address instanceof Inet4Address));
    config.getJetConfig().setEnabled(false);
    config.getMetricsConfig().setEnabled(false);
    config
        .getSerializationConfig()
        .setJavaSerializationFilterConfig(
            new JavaSerializationFilterConfig()
                .setWhitelist(new ClassFilter().addPrefixes("io.vertx.")));
    network(config, options, address);
    maps(config);
    NodeAttributes.write(options, config.getMemberAttributeConfig());
    return config;
  }

  private static void network(Config config, ClusterOptions options, InetAddress address) {
    var endpoint = new ServerSocketEndpointConfig();
    endpoint.setPort(options.clusterPort()).setPortAutoIncrement(false).setReuseAddress(true);
    // By default a member that leaves resets its connections, which every other one takes for an
    // accident and logs as such.
    endpoint.setSocketLingerSeconds(-1);
    endpoint.getInterfaces().setEnabled(true).addInterface(address.getHostAddress());
    var network = config.getAdvancedNetworkConfig().setEnabled(true);
    network.setMemberEndpointConfig(endpoint);
    JoinConfig join = network.getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig()
        .setEnabled(true)
        .setConnectionTimeoutSeconds(CLAIM_AFTER_SECONDS)
        .setMembers(options.members().stream().map(MemberAddress::toString).toList());
  }

  /** The maps that Vert.x needs are in its documentation of the Hazelcast cluster manager. */
  private static void maps(Config config) {
    config.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs")
            .setBackupCount(1)
            .setValueCollectionType(ValueCollectionType.SET));
    config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
    config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
    // Waiting for the copy would cost a new node a whole second; the view mends itself.
    config.addReplicatedMapConfig(new ReplicatedMapConfig(SharedStates.NAME).setAsyncFillup(true));
  }
}
