package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.BufferLeaks;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Requests that wait behind another one while their client goes away. */
class AbandonedRequestTest {
  private static final String QUESTION = "{\"model\":\"m\",\"stream\":true}";

  @Test
  void losesNoMemoryToARequestThatWaitsWhileItsClientLeaves() {
    try (BufferLeaks leaks = BufferLeaks.watch()) {
      // when
      abandon();
      // then
      assertThat(leaks.find()).isEmpty();
    }
  }

  /** On its own, so that nothing of it is still referred to when memory is looked through. */
  private static void abandon() {
    try (RunningBridge bridge = new RunningBridge();
        RawClient client = bridge.client()) {
      client.ask(QUESTION);
      bridge.asked().tellText("hello");
      client.readUntil("hello");
      client.ask(QUESTION).ask(QUESTION);
      bridge.asked().tellText("again");
      client.readUntil("again");
      client.reset();
      bridge.awaitConnections(0);
    }
  }

  @Test
  void cutsAClientThatTakesNothingThoughItHasAskedAgain() {
    try (RunningBridge bridge = new RunningBridge();
        RawClient client = new RawClient(bridge.port(), 8 * 1024)) {
      // given
      client.ask(QUESTION);
      ScriptedChats.Asked asked = bridge.asked();
      RunningBridge.tellMuch(asked);
      client.ask(QUESTION);
      // when
      Awaitility.await()
          .until(
              () -> {
                bridge.pass(Duration.ofSeconds(40));
                return asked.cancelled() != null;
              });
      // then
      bridge.awaitConnections(0);
    }
  }
}
