package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that are written as they are made. */
class StreamedAnswerTest {
  private static final String QUESTION = "{\"model\":\"m\",\"stream\":true}";
  private static final String LAST_CHUNK = "0\r\n\r\n";
  private static final ChatEvent FAILED =
      new ChatEvent.MessageFailed(new ChatError(ErrorKind.UPSTREAM_TIMEOUT, "why"), null);

  private final RunningBridge bridge = new RunningBridge();
  private final RawClient client = bridge.client();

  @AfterEach
  void stop() {
    client.close();
    bridge.close();
  }

  private static ChatEvent text(String text) {
    return new ChatEvent.TextDelta(0, text);
  }

  private static ChatEvent started(String id) {
    return new ChatEvent.MessageStarted(id, "", 0, Map.of());
  }

  private static String chunk(String content) {
    return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
  }

  @Test
  void writesABatchAtOnce() {
    // given
    client.ask(QUESTION);
    // when
    bridge
        .asked()
        .tell(new ChatEvent.RouteChosen("gpt-4o-eu", 1), started("a"))
        .tell(text("one"), text("two"))
        .tell(text("three"), new ChatEvent.MessageEnded());
    // then
    String answer = client.readUntil(LAST_CHUNK);
    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .contains("content-type: text/event-stream\r\n")
        .contains("cache-control: no-cache\r\n")
        .contains("x-accel-buffering: no\r\n")
        .contains("x-lattice-deployment: gpt-4o-eu\r\n")
        .contains("x-lattice-attempts: 1\r\n")
        .endsWith(
            ("\r\n\r\n" + chunk("data: <start>\n\ndata: one\n\ndata: two\n\n"))
                + chunk("data: three\n\ndata: [DONE]\n\n")
                + LAST_CHUNK);
  }

  @Test
  void saysTheLengthOfNoStreamEvenWhereItIsOneBatch() {
    // given
    client.ask(QUESTION);
    // when
    bridge.asked().tell(text("one"), new ChatEvent.MessageEnded());
    // then
    assertThat(client.readUntil(LAST_CHUNK))
        .contains("transfer-encoding: chunked\r\n")
        .doesNotContainIgnoringCase("content-length")
        .endsWith("\r\n\r\n" + chunk("data: one\n\ndata: [DONE]\n\n") + LAST_CHUNK);
  }

  @Test
  void givesAFailureBeforeTheFirstContentItsStatus() {
    // given
    client.ask(QUESTION);
    // when
    bridge.asked().tell(new ChatEvent.RouteChosen("gpt-4o-eu", 3), started("a")).tell(FAILED);
    // then
    assertThat(client.readUntil("}}"))
        .startsWith("HTTP/1.1 504 ")
        .contains("content-type: application/json\r\n")
        .contains("x-lattice-attempts: 3\r\n");
  }

  @Test
  void tellsAFailureAfterTheFirstContentAsAnEventAndEnds() {
    // given
    client.ask(QUESTION);
    // when
    bridge.asked().tell(text("one")).tell(FAILED);
    // then
    assertThat(client.readUntil(LAST_CHUNK))
        .startsWith("HTTP/1.1 200 ")
        .contains("data: one\n\n", "data: error UPSTREAM_TIMEOUT\n\n")
        .doesNotContain("[DONE]");
  }

  @Test
  void streamsAnAnswerThatEndsWithoutContent() {
    // given
    client.ask(QUESTION);
    // when
    bridge.asked().tell(started("a")).tellEnd();
    // then
    assertThat(client.readUntil(LAST_CHUNK))
        .startsWith("HTTP/1.1 200 ")
        .contains("<start>", "[DONE]");
  }

  @Test
  void saysNothingOfAnAttemptThatWasGivenUp() {
    // given
    client.ask(QUESTION);
    // when
    bridge
        .asked()
        .tell(new ChatEvent.RouteChosen("first", 1), started("a"))
        .tell(new ChatEvent.RouteChosen("second", 2), started("b"))
        .tell(text("one"))
        .tellEnd();
    // then
    assertThat(client.readUntil(LAST_CHUNK))
        .contains("x-lattice-deployment: second\r\n")
        .containsOnlyOnce("<start>");
  }

  @Test
  void takesBytesOfTheCallersDialectThatSayNothingAsNoContent() {
    // given
    client.ask(QUESTION);
    // when
    bridge
        .asked()
        .tell(new ChatEvent.NativeBytes(Bytes.utf8("data: role\n\n"), false))
        .tell(FAILED);
    // then
    assertThat(client.readUntil("}}")).startsWith("HTTP/1.1 504 ");
  }

  @Test
  void breaksALongSilenceBeforeTheFirstContent() {
    // given
    client.ask(QUESTION);
    ScriptedChats.Asked asked = bridge.asked();
    // when
    bridge.pass(Duration.ofSeconds(10));
    String comment = client.readUntil(":\n\n\r\n");
    asked.tell(new ChatEvent.RouteChosen("a", 1), started("a")).tell(text("one")).tellEnd();
    // then
    assertThat(comment).startsWith("HTTP/1.1 200 ").doesNotContain("x-lattice-deployment");
    assertThat(client.readUntil(LAST_CHUNK)).contains("<start>", "data: one", "[DONE]");
  }

  @Test
  void stillForgetsAnAttemptThatWasGivenUpAfterTheSilenceWasBroken() {
    // given
    client.ask(QUESTION);
    ScriptedChats.Asked asked = bridge.asked();
    bridge.pass(Duration.ofSeconds(10));
    client.readUntil(":\n\n\r\n");
    // when
    asked
        .tell(new ChatEvent.RouteChosen("a", 1), started("a"))
        .tell(new ChatEvent.RouteChosen("b", 2), started("b"), text("one"))
        .tellEnd();
    // then
    assertThat(client.readUntil(LAST_CHUNK)).containsOnlyOnce("<start>");
  }

  @Test
  void tellsAFailureAfterTheSilenceWasBrokenAsAnEvent() {
    // given
    client.ask(QUESTION);
    ScriptedChats.Asked asked = bridge.asked();
    bridge.pass(Duration.ofSeconds(10));
    client.readUntil(":\n\n\r\n");
    // when
    asked.tell(FAILED);
    // then
    assertThat(client.readUntil(LAST_CHUNK)).contains("data: error UPSTREAM_TIMEOUT\n\n");
  }

  @Test
  void keepsASilentStreamAliveAgainAndAgain() {
    // given
    client.ask(QUESTION);
    bridge.asked().tell(text("one"));
    client.readUntil("one\n\n\r\n");
    // when
    for (int i = 0; i < 3; i++) {
      bridge.pass(Duration.ofSeconds(15));
      client.readUntil(":\n\n\r\n");
    }
    // then
    bridge.chats().last().tellEnd();
    assertThat(client.readUntil(LAST_CHUNK)).contains("[DONE]");
  }

  @Test
  void endsByClosingForAnOldClientThatKnowsNoChunks() {
    // given
    client.send(
        "POST /v1/chat/completions HTTP/1.0\r\nContent-Type: application/json\r\n"
            + "Connection: keep-alive\r\nContent-Length: "
            + QUESTION.length()
            + "\r\n\r\n"
            + QUESTION);
    // when
    bridge.asked().tell(text("one")).tellEnd();
    // then
    assertThat(client.readToEnd())
        .startsWith("HTTP/1.0 200 ")
        .contains("connection: close")
        .endsWith("\r\n\r\ndata: one\n\ndata: [DONE]\n\n");
  }

  @Test
  void takesTheNextRequestOfTheSameConnection() {
    // given
    client.ask(QUESTION);
    bridge.asked(1).tell(text("one")).tellEnd();
    client.readUntil(LAST_CHUNK);
    // when
    client.ask(QUESTION);
    bridge.asked(2).tell(text("two")).tellEnd();
    // then
    assertThat(client.readUntil(LAST_CHUNK)).contains("data: two");
  }
}
