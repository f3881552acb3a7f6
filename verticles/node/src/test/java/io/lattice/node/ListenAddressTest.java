package io.lattice.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

  @Test
  void isFineWhereThePortIsFree() {
    assertThat(new ListenAddress("127.0.0.1", 0, "LATTICE_HTTP_PORT").problem()).isEmpty();
  }

  @Test
  void namesAPortThatIsTakenAndWhatToSet() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var address = new ListenAddress("127.0.0.1", other.getLocalPort(), "LATTICE_HTTP_PORT");

      assertThat(address.problem())
          .contains(
              "Port %d on 127.0.0.1 is taken; stop the other program or set LATTICE_HTTP_PORT."
                  .formatted(other.getLocalPort()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no such host", "192.0.2.1"})
  void namesAHostThatIsNotOurs(String host) {
    assertThat(new ListenAddress(host, 0, "LATTICE_HTTP_PORT").problem())
        .contains("'" + host + "' is no address of this machine; write 127.0.0.1.");
  }
}
