package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that are written when they are complete. */
class WholeAnswerTest {
  private static final String QUESTION = "{\"model\":\"m\"}";

  private final RunningBridge bridge = new RunningBridge();
  private final RawClient client = bridge.client();

  @AfterEach
  void stop() {
    client.close();
    bridge.close();
  }

  @Test
  void asksWithTheCallersOwnWords() {
    // when
    client.ask(QUESTION, "x-request-id: mine.1\r\n", "x-lattice-residency: eu\r\n");
    // then
    ChatCall call = bridge.asked().tellEnd().call();
    assertThat(call.requestId()).isEqualTo("mine.1");
    assertThat(call.caller()).isEqualTo("anonymous");
    assertThat(call.model()).isEqualTo("m");
    assertThat(call.streamed()).isFalse();
    assertThat(call.hints().region()).isEqualTo("eu");
    ChatCall.Native payload = (ChatCall.Native) call.payload();
    assertThat(payload.dialect()).isEqualTo("plain");
    assertThat(payload.body().utf8()).isEqualTo(QUESTION);
    assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void writesTheAnswerOnceItIsWhole() {
    // given
    client.ask(QUESTION);
    // when
    bridge
        .asked()
        .tell(new ChatEvent.RouteChosen("gpt-4o-eu", 2))
        .tellText("hel")
        .tellText("lo")
        .tellEnd();
    // then
    assertThat(client.readUntil("hello"))
        .startsWith("HTTP/1.1 200 ")
        .contains("content-length: 5\r\n")
        .contains("content-type: application/json\r\n")
        .contains("x-request-id: made-1\r\n")
        .contains("x-lattice-deployment: gpt-4o-eu\r\n")
        .contains("x-lattice-attempts: 2\r\n");
  }

  @Test
  void writesALargeAnswerWhole() {
    // given
    String text = "0123456789".repeat(100_000) + "END";
    client.ask(QUESTION);
    // when
    bridge.asked().tellText(text).tellEnd();
    // then
    assertThat(client.readUntil("END"))
        .contains("content-length: 1000003\r\n")
        .endsWith("\r\n\r\n" + text);
  }

  @ParameterizedTest
  @EnumSource(ErrorKind.class)
  void givesEveryFailureTheStatusOfItsKind(ErrorKind kind) {
    // given
    client.ask(QUESTION);
    // when
    bridge.asked().tell(new ChatEvent.MessageFailed(new ChatError(kind, "why"), null));
    // then
    boolean retry = kind == ErrorKind.SHUTTING_DOWN;
    assertThat(client.readUntil("}}"))
        .startsWith("HTTP/1.1 " + kind.httpStatus() + " ")
        .contains("x-should-retry: " + retry + "\r\n")
        .contains("\"message\":\"why\"");
  }

  @Test
  void tellsWhenToComeBack() {
    // given
    ChatError error =
        new ChatError(ErrorKind.RATE_LIMITED, "why").withRetryAfter(Duration.ofMillis(1500));
    client.ask(QUESTION);
    // when
    bridge.asked().tell(new ChatEvent.MessageFailed(error, null));
    // then
    assertThat(client.readUntil("}}"))
        .startsWith("HTTP/1.1 429 ")
        .contains("retry-after: 2\r\n")
        .contains("x-should-retry: true\r\n");
  }

  @Test
  void refusesAnIdThatIsNotFitForALog() {
    // when
    client.ask(QUESTION, "x-request-id: a b\r\n");
    // then
    bridge.asked().tellEnd();
    assertThat(client.readUntil("\r\n\r\n")).contains("x-request-id: made-1\r\n");
  }

  @Test
  void tellsWhatIsWrongWithTheBody() {
    // when
    String answer = client.ask("no json").readUntil("}}");
    // then
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("no JSON").contains("made-1");
  }

  @Test
  void answersAnOldClientThatKeepsItsConnection() {
    // given
    client.send(
        "POST /v1/chat/completions HTTP/1.0\r\nContent-Type: application/json\r\n"
            + "Connection: keep-alive\r\nContent-Length: 13\r\n\r\n"
            + QUESTION);
    // when
    bridge.asked().tellText("hello").tellEnd();
    // then
    assertThat(client.readUntil("hello"))
        .startsWith("HTTP/1.0 200 ")
        .contains("connection: keep-alive");
  }
}
