package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.CallerKey;
import io.lattice.config.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallersTest {

  @Test
  void comeFromAVariableWithAndWithoutNames() {
    Said said = Said.nothing().environment("LATTICE_API_KEYS", "alice=k1, k2,c2VjcmV0==,");

    assertThat(said.config().callers())
        .containsExactly(
            caller("alice", "k1"), caller("caller-2", "k2"), caller("caller-3", "c2VjcmV0=="));
  }

  @Test
  void comeFromTheFileByReference() {
    Said said =
        Said.nothing()
            .lattice("callers: [{name: alice, key: env:ALICE_KEY}]")
            .dotEnv("ALICE_KEY=k1")
            .environment("LATTICE_API_KEYS", "bob=k2");

    assertThat(said.config().callers()).containsExactly(caller("alice", "k1"), caller("bob", "k2"));
  }

  @Test
  void areRefusedWithoutNameKeyOrReference() {
    assertThat(
            Said.nothing()
                .lattice(
                    """
                    callers:
                      - {name: alice, key: env:ALICE_KEY}
                      - {name: bob, key: literal}
                      - {name: carol}
                      - {key: env:DAVE_KEY}
                    """)
                .problems())
        .containsExactly(
            "config/lattice.yaml:2: callers[0].key is not there: ALICE_KEY is not set",
            "config/lattice.yaml:3: callers[1].key must not hold the key itself; put the key in an"
                + " environment variable or .env and write env:NAME, or put it in a file of its own"
                + " and write file:/path",
            "config/lattice.yaml:4: callers[2].key is needed; a caller has a name and a key",
            "config/lattice.yaml:5: callers[3].name is needed; a caller has a name and a key");
  }

  @Test
  void areRefusedWhenTwoShareANameOrAKey() {
    assertThat(Said.nothing().environment("LATTICE_API_KEYS", "a=k1,a=k2,b=k1").problems())
        .containsExactly(
            "environment: LATTICE_API_KEYS 'a' names two callers; give each its own name",
            "environment: LATTICE_API_KEYS 'b' has the key of another caller; give each its own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "gateway.example", "127.example.com"})
  void areNeededWhereANetworkMayComeIn(String host) {
    Said said = Said.nothing().environment("LATTICE_HTTP_HOST", host);

    assertThat(said.problems())
        .containsExactly(
            "environment: LATTICE_HTTP_HOST '"
                + host
                + "' lets a network in, and no callers are configured; set LATTICE_API_KEYS or"
                + " callers, or bind 127.0.0.1");
    assertThat(said.environment("LATTICE_API_KEYS", "k1").problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]"})
  void areNotNeededOnLoopback(String host) {
    assertThat(Said.nothing().environment("LATTICE_HTTP_HOST", host).problems()).isEmpty();
  }

  @Test
  void areNotNeededWithoutADoor() {
    assertThat(Said.nothing().lattice("bridge: {enabled: false, host: 0.0.0.0}").problems())
        .isEmpty();
  }

  private static CallerKey caller(String name, String key) {
    return new CallerKey(name, Secret.of(key));
  }
}
