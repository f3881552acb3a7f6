package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client may not take: room, time, connections. */
class LimitsTest {
  private static final BridgeOptions.Limits SMALL =
      new BridgeOptions.Limits(
          1000,
          2,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(75),
          Duration.ofSeconds(60));
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String POST =
      "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n" + JSON;
  private static final String QUESTION = "{\"model\":\"m\"}";

  private final RunningBridge bridge =
      new RunningBridge(BridgeOptions.on("127.0.0.1", 0).withLimits(SMALL));
  private final RawClient client = bridge.client();

  @AfterEach
  void stop() {
    client.close();
    bridge.close();
  }

  @Test
  void refusesABodyThatIsAnnouncedTooLargeBeforeAnyOfItCame() {
    // when
    String answer = client.send(POST + "Content-Length: 1001\r\n\r\n").readUntil("}}");
    // then
    assertThat(answer)
        .startsWith("HTTP/1.1 413 ")
        .contains("TOO_LARGE")
        .containsIgnoringCase("connection: close");
  }

  @Test
  void closesSomeTimeAfterTheAnswerThoughTheBodyNeverEnds() {
    // given
    client.send(POST + "Content-Length: 1001\r\n\r\n").readUntil("}}");
    // when
    client.send("x");
    bridge.pass(Duration.ofSeconds(2));
    // then
    assertThat(client.readToEnd()).isEmpty();
  }

  @Test
  void refusesAChunkedBodyWhereItGrowsTooLarge() {
    // when
    client.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
    String chunk = "1f4\r\n" + "x".repeat(500) + "\r\n";
    String answer = client.send(chunk + chunk + "1\r\nx\r\n").readUntil("}}");
    // then
    assertThat(answer).startsWith("HTTP/1.1 413 ");
    assertThat(bridge.chats().count()).isZero();
  }

  @Test
  void takesAChunkedBodyOfJustTheLimit() {
    // given
    String body = QUESTION + " ".repeat(1000 - QUESTION.length());
    // when
    client.send(POST + "Transfer-Encoding: chunked\r\n\r\n3e8\r\n" + body + "\r\n0\r\n\r\n");
    // then
    bridge.asked().tellText("hello").tellEnd();
    assertThat(client.readUntil("hello")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void takesABodyThatComesByteByByte() {
    // when
    client.send(POST + "Content-Length: " + QUESTION.length() + "\r\n\r\n");
    QUESTION.chars().forEach(c -> client.send(Character.toString(c)));
    // then
    bridge.asked().tellText("hello").tellEnd();
    assertThat(client.readUntil("hello")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void closesWhereTheHeadOfTheFirstRequestDoesNotComeInTime() {
    // given
    client.send("GET /health/live HTTP/1.1\r\nHost: local");
    bridge.awaitConnections(1);
    // when
    bridge.pass(Duration.ofSeconds(10));
    // then
    assertThat(client.readToEnd()).isEmpty();
  }

  @Test
  void closesAConnectionThatRestsTooLong() {
    // given
    client.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n").readUntil("}");
    // when
    bridge.pass(Duration.ofSeconds(75));
    // then
    assertThat(client.readToEnd()).isEmpty();
  }

  @Test
  void closesWhereTheHeadOfALaterRequestTakesLongerThanAConnectionMayRest() {
    // given
    client.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n").readUntil("}");
    // when
    client.send("GET /health/live HTTP/1.1\r\nHo");
    bridge.pass(Duration.ofSeconds(74));
    client.send("st: ");
    bridge.pass(Duration.ofSeconds(1));
    // then
    assertThat(client.readToEnd()).isEmpty();
  }

  @Test
  void refusesABodyThatComesTooSlowly() {
    // given
    client.send(POST + "Content-Length: 900\r\n\r\n" + "x".repeat(800)).send("x");
    bridge.awaitInFlight(1);
    // when
    bridge.pass(Duration.ofSeconds(62));
    // then
    assertThat(client.readUntil("}}")).startsWith("HTTP/1.1 400 ").contains("too slowly");
  }

  @Test
  void closesWhatComesAboveTheLimitOfConnections() {
    try (RawClient second = bridge.client();
        RawClient third = bridge.client()) {
      // given
      client.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n").readUntil("}");
      second.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n").readUntil("}");
      // then
      assertThat(third.readToEnd()).isEmpty();
    }
  }

  @Test
  void refusesTooManyHeaderFields() {
    // when
    client.send("GET /health/live HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(100) + "\r\n");
    // then
    assertThat(client.readToEnd()).startsWith("HTTP/1.1 431 ");
  }

  @Test
  void refusesHeaderFieldsThatAreTooLarge() {
    // when
    client.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(20_000) + "\r\n\r\n");
    // then
    assertThat(client.readToEnd()).startsWith("HTTP/1.1 431 ").contains("INVALID_REQUEST");
  }

  @Test
  void refusesATargetThatIsTooLong() {
    // when
    client.send("GET /" + "a".repeat(5000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    // then
    assertThat(client.readToEnd()).contains(" 414 ").contains("INVALID_REQUEST");
  }

  @Test
  void lookAtNothingThatFollowsARefusedHead() {
    // when
    String second = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String answer = client.send("GET /a HTTP/1.1\r\n\r\n" + second).readToEnd();
    // then
    assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain(" 200 ");
  }

  @Test
  void saysToGoOnWhereTheClientWaitsForThat() {
    // when
    String goOn =
        client
            .send(POST + "Expect: 100-continue\r\nContent-Length: " + QUESTION.length())
            .send("\r\n\r\n")
            .readUntil("\r\n\r\n");
    client.send(QUESTION);
    bridge.asked().tellText("hello").tellEnd();
    // then
    assertThat(goOn).startsWith("HTTP/1.1 100 ");
    assertThat(client.readUntil("hello")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void refusesInsteadOfSayingToGoOn() {
    // when
    String answer =
        client.send(POST + "Expect: 100-continue\r\nContent-Length: 1001\r\n\r\n").readUntil("}}");
    // then
    assertThat(answer).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void refusesAnExpectationThatItDoesNotKnow() {
    // when
    String answer = client.ask(QUESTION, "Expect: 200-ok\r\n").readUntil("}}");
    // then
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("100-continue");
  }

  @Test
  void refusesACompressedBody() {
    // when
    String answer = client.ask(QUESTION, "Content-Encoding: gzip\r\n").readUntil("}}");
    // then
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Content-Encoding");
  }

  @Test
  void refusesABodyThatIsNotCalledJson() {
    // when
    client.send("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n");
    client.send("Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}");
    // then
    assertThat(client.readUntil("}}"))
        .startsWith("HTTP/1.1 400 ")
        .contains("Content-Type: application/json");
  }

  @Test
  void goesOnAfterARefusalWhoseBodyCame() {
    // given
    client.ask("no json").readUntil("}}");
    // when
    client.ask(QUESTION);
    bridge.asked().tellText("hello").tellEnd();
    // then
    assertThat(client.readUntil("hello")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() {
    // given
    client.ask("{\"model\":\"first\"}").ask("{\"model\":\"second\"}");
    // when
    bridge.asked(1).tellText("one.").tellEnd();
    bridge.asked(2).tellText("two.").tellEnd();
    // then
    assertThat(client.readUntil("two.")).containsSubsequence("one.", "two.");
  }
}
