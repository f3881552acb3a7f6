package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.Addresses;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static final String QUESTION = "{\"model\":\"m\",\"stream\":true}";

  private final RunningBridge bridge = new RunningBridge();
  private final RawClient client = bridge.client();

  @AfterEach
  void stop() {
    client.close();
    bridge.close();
  }

  @Test
  void isDoneAtOnceWhereNobodyIsInside() {
    RunningBridge.await(bridge.verticle().drain());
  }

  @Test
  void letsWhoIsInsideFinish() {
    // given
    client.ask(QUESTION);
    ScriptedChats.Asked asked = bridge.asked().tellText("one");
    client.readUntil("one\n\n\r\n");
    // when
    Future<Void> drained = bridge.verticle().drain();
    bridge.awaitDraining();
    boolean before = drained.isComplete();
    asked.tellText("two").tellEnd();
    // then
    assertThat(before).isFalse();
    assertThat(client.readUntil("0\r\n\r\n")).contains("two", "[DONE]");
    RunningBridge.await(drained);
  }

  @Test
  void refusesNewChatsOfOldConnectionsAndClosesThem() {
    // given
    client.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n").readUntil("}");
    RunningBridge.await(bridge.verticle().drain());
    // when
    String answer = client.ask(QUESTION).readToEnd();
    // then
    assertThat(answer)
        .startsWith("HTTP/1.1 503 ")
        .containsIgnoringCase("connection: close")
        .contains("x-should-retry: true")
        .contains("SHUTTING_DOWN");
    assertThat(bridge.chats().count()).isZero();
  }

  @Test
  void isNotReadyAnyMoreButLives() {
    // given
    bridge.answers(Addresses.HEALTH, new JsonObject().put("ready", true).put("status", "ready"));
    RunningBridge.await(bridge.verticle().drain());
    // when
    String ready = client.send("GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n").readToEnd();
    // then
    assertThat(ready).startsWith("HTTP/1.1 503 ").contains("\"draining\"", "\"ready\":false");
    try (RawClient other = bridge.client()) {
      other.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(other.readToEnd()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void tellsWhoIsStillInsideWhenItStops() {
    // given
    RunningBridge other = new RunningBridge();
    try (RawClient streaming = other.client();
        RawClient waiting = other.client();
        RawClient sending = other.client()) {
      streaming.ask(QUESTION);
      ScriptedChats.Asked asked = other.asked().tellText("one");
      streaming.readUntil("one\n\n\r\n");
      waiting.ask("{\"model\":\"m\"}");
      other.asked(2);
      sending.send("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n");
      sending.send("Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
      other.awaitInFlight(3);
      // when
      RunningBridge.await(other.vertx().close());
      // then
      assertThat(streaming.readToEnd()).contains("error SHUTTING_DOWN").endsWith("0\r\n\r\n");
      assertThat(waiting.readToEnd()).startsWith("HTTP/1.1 503 ").contains("SHUTTING_DOWN");
      assertThat(sending.readToEnd()).startsWith("HTTP/1.1 503 ").contains("SHUTTING_DOWN");
      assertThat(asked.cancelled()).isEqualTo("node stops");
    }
  }

  @Test
  void stopsThoughAClientTakesNothing() {
    // given
    RunningBridge other = new RunningBridge();
    try (RawClient deaf = new RawClient(other.port(), 8 * 1024)) {
      deaf.ask(QUESTION);
      ScriptedChats.Asked asked = other.asked();
      RunningBridge.tellMuch(asked);
      // when
      RunningBridge.await(other.vertx().close());
      // then
      assertThat(asked.cancelled()).isEqualTo("node stops");
    }
  }
}
