package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalNamesTest {
  private final LocalNames names = new LocalNames("loop.test");

  private static MultiMap host(String value) {
    return MultiMap.caseInsensitiveMultiMap().add("Host", value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:8080",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.8.9.1",
        "[::1]",
        "[::1]:8080",
        "loop.test",
        "loop.test:1"
      })
  void areThoseOfThisMachine(String host) {
    assertThatCode(() -> names.check(host(host))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "127.evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "10.0.0.1",
        "[::2]",
        "0.0.0.0",
        "128.0.0.1",
        "1127.0.0.1"
      })
  void areNoOthers(String host) {
    assertThatThrownBy(() -> names.check(host(host)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("localhost")
        .message()
        .doesNotContain("evil");
  }
}
