package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that take less than is written. */
class SlowReaderTest {
  private static final int BATCH = 10_000;
  private static final int BATCHES = 2_000;

  private final RunningBridge bridge = new RunningBridge();
  private final RawClient client = new RawClient(bridge.port(), 8 * 1024);

  @AfterEach
  void stop() {
    client.close();
    bridge.close();
  }

  /** 20 MB told to a client that reads nothing yet. */
  private ScriptedChats.Asked tellMuch() {
    client.ask("{\"model\":\"m\",\"stream\":true}");
    ScriptedChats.Asked asked = bridge.asked();
    for (int i = 0; i < BATCHES; i++) {
      asked.tellText("x".repeat(BATCH));
    }
    asked.tellEnd();
    return asked;
  }

  @Test
  void holdsTheRouterBackWhileTheClientTakesNothing() {
    // when
    ScriptedChats.Asked asked = tellMuch();
    // then: what is neither held back nor at the client is what the kernel and one queue hold
    await().until(() -> asked.isPaused() && asked.waitingCount() > BATCHES / 2);
  }

  @Test
  void losesNothingOfWhatItHeldBack() {
    // given
    ScriptedChats.Asked asked = tellMuch();
    await().until(asked::isPaused);
    // when
    String answer = client.readUntil("[DONE]\n\n\r\n0\r\n\r\n");
    // then
    assertThat(answer.chars().filter(c -> c == 'x').count())
        .isGreaterThanOrEqualTo((long) BATCH * BATCHES);
    assertThat(asked.pauses()).isPositive();
    assertThat(asked.cancelled()).isNull();
  }

  @Test
  void cutsAClientThatTakesNothingForTooLong() {
    // given
    ScriptedChats.Asked asked = tellMuch();
    await().until(asked::isPaused);
    // when
    passWhileItTakesNothing(asked);
    // then
    bridge.awaitConnections(0);
    assertThat(asked.cancelled()).isNotNull();
  }

  /** The wait begins with the first sweep that sees the queue full, which is soon. */
  private void passWhileItTakesNothing(ScriptedChats.Asked asked) {
    await()
        .until(
            () -> {
              bridge.pass(Duration.ofSeconds(40));
              return asked.cancelled() != null;
            });
  }

  @Test
  void cutsAClientThatTakesNothingOfAWholeAnswer() {
    // given
    client.ask("{\"model\":\"m\"}");
    bridge.asked().tellText("x".repeat(20_000_000)).tellEnd();
    // then
    await()
        .until(
            () -> {
              bridge.pass(Duration.ofSeconds(40));
              return bridge.scrape().contains("lattice_bridge_connections{protocol=\"http\"} 0.0");
            });
  }

  @Test
  void keepsAClientThatTakesALittleNowAndThen() {
    // given
    ScriptedChats.Asked asked = tellMuch();
    await().until(asked::isPaused);
    // when
    for (int i = 0; i < 5; i++) {
      assertThat(client.skip(2_000_000)).isEqualTo(2_000_000);
      bridge.pass(Duration.ofSeconds(40));
    }
    // then
    assertThat(client.readUntil("[DONE]\n\n\r\n0\r\n\r\n")).contains("[DONE]");
  }
}
