package io.lattice.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterOptionsTest {

  @Test
  void staysOnLoopbackUnlessTold() {
    ClusterOptions options = ClusterOptions.onLoopback("1");

    assertThat(options)
        .isEqualTo(
            new ClusterOptions(
                "lattice", "127.0.0.1", 5701, 0, List.of(), null, Set.of(), "1", false));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void refusesPortsThatDoNotExist(int port) {
    assertThatThrownBy(() -> ClusterOptions.onLoopback("1").withPort(port))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "cluster port " + port + " does not exist; write 1 to 65535, or 0 for any free one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
  void acceptsLoopbackHosts(String host) {
    assertThat(BindAddress.of(listeningOn(host, false)).isLoopbackAddress()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0,   cluster host '0.0.0.0' is every interface",
    "192.0.2.1, cluster host '192.0.2.1' is reachable from outside this machine",
  })
  void refusesHostsThatOthersCouldReach(String host, String message) {
    assertThatThrownBy(() -> BindAddress.of(listeningOn(host, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void refusesHostsOfOtherMachines() {
    assertThatThrownBy(() -> BindAddress.of(listeningOn("192.0.2.1", true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cluster host '192.0.2.1' is no address of this machine; write one that is");
  }

  private static ClusterOptions listeningOn(String host, boolean allowPlainText) {
    return new ClusterOptions(
        "lattice", host, 0, 0, List.of(), null, Set.of(), "1", allowPlainText);
  }
}
