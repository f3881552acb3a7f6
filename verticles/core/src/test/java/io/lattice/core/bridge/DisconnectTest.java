package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lattice.api.chat.ChatEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that leave, in every phase of a request. */
class DisconnectTest {
  private static final String WHOLE = "{\"model\":\"m\"}";
  private static final String STREAM = "{\"model\":\"m\",\"stream\":true}";

  private final RunningBridge bridge = new RunningBridge();
  private final RawClient client = bridge.client();

  @AfterEach
  void stop() {
    client.close();
    bridge.close();
  }

  private void assertCancelled(ScriptedChats.Asked asked) {
    await().until(() -> asked.cancelled() != null);
    assertThat(asked.cancelled()).isEqualTo("client gone");
    bridge.awaitInFlight(0);
    bridge.awaitMeter("lattice_requests_total{face=\"plain\",outcome=\"cancelled\"} 1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {WHOLE, STREAM})
  void cancelsBeforeAnyoneWasChosen(String question) {
    // given
    client.ask(question);
    ScriptedChats.Asked asked = bridge.asked();
    // when
    client.close();
    // then
    assertCancelled(asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {WHOLE, STREAM})
  void cancelsWhereTheClientIsResetInsteadOfClosed(String question) {
    // given
    client.ask(question);
    ScriptedChats.Asked asked = bridge.asked();
    // when
    client.reset();
    // then
    assertCancelled(asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {WHOLE, STREAM})
  void cancelsBeforeTheFirstContent(String question) {
    // given
    client.ask(question);
    ScriptedChats.Asked asked = bridge.asked();
    asked.tell(
        new ChatEvent.RouteChosen("a", 1), new ChatEvent.MessageStarted("", "", 0, Map.of()));
    // when
    client.close();
    // then
    assertCancelled(asked);
  }

  @Test
  void cancelsWhileTheSilenceIsBroken() {
    // given
    client.ask(STREAM);
    ScriptedChats.Asked asked = bridge.asked();
    bridge.pass(Duration.ofSeconds(10));
    client.readUntil(":\n\n\r\n");
    // when
    client.close();
    // then
    assertCancelled(asked);
  }

  @Test
  void cancelsInTheMidstOfAStream() {
    // given
    client.ask(STREAM);
    ScriptedChats.Asked asked = bridge.asked().tellText("one");
    client.readUntil("one\n\n\r\n");
    // when
    client.close();
    // then
    assertCancelled(asked);
  }

  @Test
  void cancelsWhileTheStreamIsHeldBack() {
    // given
    client.ask(STREAM);
    ScriptedChats.Asked asked = bridge.asked();
    RunningBridge.tellMuch(asked);
    // when
    client.reset();
    // then
    assertCancelled(asked);
  }

  @Test
  void asksNobodyForAClientThatLeftInTheMidstOfItsRequest() {
    // given
    client
        .send("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n")
        .send("Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
    bridge.awaitInFlight(1);
    // when
    client.close();
    // then
    bridge.awaitInFlight(0);
    assertThat(bridge.chats().count()).isZero();
  }

  @Test
  void tellsNothingToAClientThatLeft() {
    // given
    client.ask(STREAM);
    ScriptedChats.Asked asked = bridge.asked().tellText("one");
    client.readUntil("one\n\n\r\n");
    client.close();
    assertCancelled(asked);
    // when
    asked.tellText("two").tellEnd();
    // then
    bridge.awaitConnections(0);
  }

  @Test
  void cancelsForEachOfManyThatLeaveAtOnce() {
    // given
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      clients.add(bridge.client().ask(STREAM));
    }
    bridge.awaitInFlight(200);
    // when
    clients.forEach(RawClient::reset);
    // then
    bridge.awaitInFlight(0);
    bridge.awaitMeter("lattice_requests_total{face=\"plain\",outcome=\"cancelled\"} 200.0");
    assertThat(bridge.chats().all()).allMatch(asked -> asked.cancelled() != null);
  }
}
