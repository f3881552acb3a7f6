package io.lattice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.spi.properties.ClusterProperty;
import com.hazelcast.spi.properties.HazelcastProperties;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemberConfigTest {

  private final Config config =
      MemberConfig.of(
          ClusterOptions.onLoopback("1.2")
              .withMembers(List.of(new MemberAddress("127.0.0.1", 5702)))
              .withRegion("eu-west-1")
              .withProviders(Set.of("xai", "openai")),
          InetAddress.getLoopbackAddress());

  @Test
  void findsOthersByListAlone() {
    var join = config.getAdvancedNetworkConfig().getJoin();

    assertThat(join.getMulticastConfig().isEnabled()).isFalse();
    assertThat(join.isAutoDetectionEnabled()).isFalse();
    assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
    assertThat(join.getTcpIpConfig().getMembers()).containsExactly("127.0.0.1:5702");
  }

  @Test
  void listensForMembersAloneOnOneInterfaceAndOnePort() {
    var network = config.getAdvancedNetworkConfig();

    assertThat(network.isEnabled()).isTrue();
    assertThat(network.getEndpointConfigs()).containsOnlyKeys(EndpointQualifier.MEMBER);
    assertThat(network.getEndpointConfigs().get(EndpointQualifier.MEMBER))
        .isInstanceOfSatisfying(
            ServerSocketEndpointConfig.class,
            endpoint -> {
              assertThat(endpoint.getPort()).isEqualTo(5701);
              assertThat(endpoint.isPortAutoIncrement()).isFalse();
              assertThat(endpoint.getInterfaces().isEnabled()).isTrue();
              assertThat(endpoint.getInterfaces().getInterfaces()).containsExactly("127.0.0.1");
            });
  }

  /**
   * A property that is misspelt is silently without effect, so each is read by its own constant.
   */
  @Test
  void setsPropertiesThatHazelcastKnows() {
    HazelcastProperties properties = new HazelcastProperties(config);

    assertThat(properties.getBoolean(ClusterProperty.PHONE_HOME_ENABLED)).isFalse();
    assertThat(properties.getBoolean(ClusterProperty.SOCKET_BIND_ANY)).isFalse();
    assertThat(properties.getBoolean(ClusterProperty.SHUTDOWNHOOK_ENABLED)).isFalse();
    assertThat(properties.getString(ClusterProperty.LOGGING_TYPE)).isEqualTo("slf4j");
    assertThat(properties.getInteger(ClusterProperty.HEARTBEAT_INTERVAL_SECONDS)).isEqualTo(1);
    assertThat(properties.getInteger(ClusterProperty.MAX_NO_HEARTBEAT_SECONDS)).isEqualTo(8);
    assertThat(properties.getInteger(ClusterProperty.MERGE_FIRST_RUN_DELAY_SECONDS)).isEqualTo(10);
    assertThat(properties.getInteger(ClusterProperty.MERGE_NEXT_RUN_DELAY_SECONDS)).isEqualTo(5);
    assertThat(properties.getInteger(ClusterProperty.CONNECTION_MONITOR_MAX_FAULTS)).isEqualTo(1);
    assertThat(properties.getInteger(ClusterProperty.PARTITION_COUNT)).isEqualTo(71);
    assertThat(properties.getInteger(ClusterProperty.OPERATION_CALL_TIMEOUT_MILLIS))
        .isEqualTo(10_000);
    assertThat(properties.getInteger(ClusterProperty.GRACEFUL_SHUTDOWN_MAX_WAIT)).isEqualTo(5);
    assertThat(properties.getInteger(ClusterProperty.WAIT_SECONDS_BEFORE_JOIN)).isZero();
  }

  @Test
  void switchesOffWhatIsNotUsed() {
    assertThat(config.getJetConfig().isEnabled()).isFalse();
    assertThat(config.getMetricsConfig().isEnabled()).isFalse();
    assertThat(config.getSerializationConfig().getJavaSerializationFilterConfig()).isNotNull();
  }

  @Test
  void tellsTheOthersWhatTheNodeIs() {
    assertThat(config.getMemberAttributeConfig().getAttributes())
        .containsEntry("lattice.region", "eu-west-1")
        .containsEntry("lattice.providers", "openai,xai")
        .containsEntry("lattice.version", "1.2");
  }
}
