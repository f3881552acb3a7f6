package io.lattice.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:8080",
    "gateway.internal, http://gateway.internal:8080",
    "0.0.0.0, http://127.0.0.1:8080",
    "'::', http://[::1]:8080",
    "'::1', http://[::1]:8080",
  })
  void isOneThatAClientCanCall(String host, String address) {
    assertThat(HttpAddress.of(host, 8080)).hasToString(address);
  }
}
