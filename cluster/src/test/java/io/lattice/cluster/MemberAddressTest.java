package io.lattice.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:5701", "node-a.internal:1", "[::1]:65535"})
  void readsWhatItPrints(String text) {
    assertThat(MemberAddress.parse(text)).hasToString(text);
  }

  @Test
  void readsListsSeparatedByCommasAndSpaces() {
    assertThat(MemberAddress.parseList(" a:1, b:2\tc:3,"))
        .containsExactly(
            new MemberAddress("a", 1), new MemberAddress("b", 2), new MemberAddress("c", 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", ","})
  void readsNothingAsNoMembers(String text) {
    assertThat(MemberAddress.parseList(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "foo,         members: 'foo' has no port; write host:port",
    "[::1],       members: '[::1]' has no port; write host:port",
    "[:,          members: '[:' has no port; write host:port",
    "::1:5701,    members: '::1:5701' is an IPv6 address; write [address]:port",
    ":5701,       members: ':5701' has no host; write host:port",
    "[]:5701,     members: '[]:5701' has no host; write host:port",
    "foo:,        members: 'foo:' has port ''",
    "foo:http,    members: 'foo:http' has port 'http'",
    "foo:0,       member 'foo' has port 0; a port is 1 to 65535",
    "foo:70000,   member 'foo' has port 70000; a port is 1 to 65535",
  })
  void saysWhatToWriteInstead(String text, String message) {
    assertThatThrownBy(() -> MemberAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
