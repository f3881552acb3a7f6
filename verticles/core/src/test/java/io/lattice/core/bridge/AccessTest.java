package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.chat.Bytes;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in, and under which name. */
class AccessTest {
  private static final String QUESTION = "{\"model\":\"m\"}";

  private final RunningBridge bridge =
      new RunningBridge(
          BridgeOptions.on("127.0.0.1", 0)
              .withCallers(
                  List.of(
                      Caller.withKey("ann", "key-of-ann"), Caller.withKey("ben", "key-of-ben"))));
  private final RawClient client = bridge.client();

  @AfterEach
  void stop() {
    client.close();
    bridge.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer key-of-ben",
        "authorization: bearer key-of-ben",
        "x-api-key: key-of-ben",
        "api-key: key-of-ben"
      })
  void knowsACallerByTheirKey(String header) {
    // when
    client.ask(QUESTION, header + "\r\n");
    // then
    assertThat(bridge.asked().tellEnd().call().caller()).isEqualTo("ben");
    assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Other: key-of-ben",
        "Authorization: Bearer key-of-bea",
        "Authorization: Bearer ",
        "Authorization: Basic key-of-ben",
        "Authorization: Bearer key-of-ben2",
        "x-api-key: ",
        "x-api-key: KEY-OF-BEN"
      })
  void refusesWhoeverItDoesNotKnow(String header) {
    // when
    String answer = client.ask(QUESTION, header + "\r\n").readUntil("}}");
    // then
    assertThat(answer)
        .startsWith("HTTP/1.1 401 ")
        .contains("UNAUTHENTICATED", "invalid_api_key", "www-authenticate: Bearer\r\n")
        .doesNotContain("key-of");
    assertThat(bridge.chats().count()).isZero();
  }

  @Test
  void refusesBeforeItSaysToGoOn() {
    // when
    String answer =
        client
            .send("POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n")
            .send("Content-Type: application/json\r\nContent-Length: 9\r\n\r\n")
            .readUntil("}}");
    // then
    assertThat(answer).startsWith("HTTP/1.1 401 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/models", "/v1/models/m", "/metrics"})
  void asksForAKeyElsewhereToo(String path) {
    // when
    client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    // then
    assertThat(client.readUntil("}}")).startsWith("HTTP/1.1 401 ");
  }

  @Test
  void takesAnyHostWhereCallersAreKnown() {
    // when
    client.send("GET /health/live HTTP/1.1\r\nHost: lattice.example:8080\r\n\r\n");
    // then
    assertThat(client.readUntil("}")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void showsNoKey() {
    // when
    String shown = Caller.withKey("ann", "key-of-ann").toString();
    // then
    assertThat(shown).contains("ann").doesNotContain("key-of-ann");
  }

  @Test
  void refusesADigestThatIsNone() {
    assertThatThrownBy(() -> new Caller("ann", Bytes.utf8("short"))).hasMessageContaining("'ann'");
  }
}
