package io.lattice.core.provider;

import static io.lattice.core.provider.UpstreamScene.chunk;
import static io.lattice.core.provider.UpstreamScene.inOwnWords;
import static io.lattice.core.provider.UpstreamScene.text;
import static io.lattice.core.provider.UpstreamScene.typed;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.testing.Call;
import io.lattice.core.testing.Gate;
import io.lattice.core.testing.Patience;
import io.lattice.core.testing.Script;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of one call whose provider breaks off, stalls or does not stop. */
@ExtendWith(VertxExtension.class)
class HttpCallFaultsTest {
  private static final Duration MOMENT = Duration.ofMillis(20);

  private UpstreamScene scene;

  @BeforeEach
  void begin(Vertx vertx) {
    scene = UpstreamScene.of(vertx);
  }

  @AfterEach
  void end() {
    scene.awaitIdle();
    scene.close();
  }

  private static Script limited() {
    return Script.answer(429).type("application/json").header("retry-after", "7").length(500);
  }

  private void assertIsLimited(ChatError error) {
    assertThat(error.kind()).isEqualTo(ErrorKind.UPSTREAM_RATE_LIMITED);
    assertThat(error.providerStatus()).isEqualTo(429);
    assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void hangsUpOnAProviderThatDripsBehindItsEnd() {
    // given
    Script drips = Script.raw().send(": drip\n\n").pause(Duration.ofMillis(10));
    for (int i = 0; i < 12; i++) {
      drips = drips.then(drips);
    }
    scene
        .server()
        .on(
            "m",
            Script.sse()
                .event(text("Hello"))
                .event(chunk("{}", "stop"))
                .event("[DONE]")
                .then(drips));
    // when
    Heard heard = scene.awaitAnswer(typed("m", true));
    // then
    assertThat(heard.events()).endsWith(new ChatEvent.MessageEnded());
    Call call = scene.server().awaitCall("m");
    Patience.await("the connection's end")
        .until(
            () -> {
              scene.pass(MOMENT);
              return call.isGone();
            });
  }

  @Test
  void aFailureWhoseBodyStallsIsToldByItsStatus() {
    // given
    scene.server().on("m", limited().send("{\"error\":{\"mess").stall());
    // when
    UpstreamScene.Asked asked = scene.ask(typed("m", false));
    scene.server().awaitCall("m");
    scene.passUntilEndOf(asked);
    // then
    assertIsLimited(asked.heard().error());
    scene.server().awaitCall("m").awaitGone();
  }

  @Test
  void aFailureWhoseBodyDripsIsToldByItsStatus() {
    // given
    Script drips = limited().send("{");
    for (int i = 0; i < 400; i++) {
      drips = drips.send(" ").pause(Duration.ofMillis(5));
    }
    scene.server().on("m", drips.stall());
    // when
    UpstreamScene.Asked asked = scene.ask(typed("m", false));
    Call call = scene.server().awaitCall("m");
    scene.passUntilEndOf(asked);
    // then
    assertIsLimited(asked.heard().error());
    call.awaitGone();
  }

  @Test
  void aFailureWhoseBodyBreaksOffIsToldByItsStatus() {
    // given
    scene.server().on("m", limited().send("{\"error\":{\"mess").fin());
    // when
    Heard heard = scene.awaitAnswer(typed("m", true));
    // then
    assertIsLimited(heard.error());
  }

  @Test
  void namesTheProvidersOwnIdOfARequestThatFailed() {
    // given
    scene
        .server()
        .on(
            "m",
            Script.answer(503)
                .type("application/json")
                .header("x-request-id", "req_1")
                .whole("{\"error\":{\"message\":\"busy\"}}"),
            Script.answer(200)
                .type("text/event-stream")
                .header("x-request-id", "req_2")
                .chunked()
                .event(text("Hel"))
                .fin());
    // when
    Heard refused = scene.awaitAnswer(typed("m", true));
    Heard broken = scene.awaitAnswer(typed("m", true));
    // then
    assertThat(refused.error().message()).isEqualTo("busy (provider request req_1)");
    assertThat(broken.error().message()).endsWith(" (provider request req_2)");
  }

  @Test
  void aFailureWithoutEndIsReadNoFurtherThanItsBeginning() {
    // given
    scene
        .server()
        .on(
            "m",
            Script.answer(400)
                .type("application/json")
                .chunked()
                .send("{\"error\":{\"message\":\"no\",\"x\":\"")
                .sendEach(1_000, i -> "x".repeat(1_000))
                .stall());
    // when
    Heard heard = scene.awaitAnswer(typed("m", true));
    // then
    assertThat(heard.error().kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    scene.server().awaitCall("m").awaitGone();
  }

  @Test
  void aRedirectThatStallsIsNoAnswerAllTheSame() {
    // given
    scene
        .server()
        .on("m", Script.answer(302).header("location", "/other").length(10).headNow().stall());
    // when
    UpstreamScene.Asked asked = scene.ask(typed("m", false));
    scene.server().awaitCall("m");
    scene.passUntilEndOf(asked);
    // then
    assertThat(asked.heard().error().kind()).isEqualTo(ErrorKind.UPSTREAM_PROTOCOL);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStreamThatStallsIsEndedAfterTheIdleTime(boolean isNative) {
    // given
    scene.server().on("m", Script.sse().event(text("Hello")).stall());
    UpstreamScene.Asked asked = scene.ask(isNative ? inOwnWords("m", true) : typed("m", true));
    Patience.await("content").until(() -> !asked.heard().events().isEmpty());
    // when
    scene.pass(Duration.ofSeconds(29));
    boolean early = asked.heard().hasEnded();
    scene.pass(Duration.ofSeconds(2));
    // then
    assertThat(early).isFalse();
    ChatError error = asked.heard().error();
    assertThat(error.kind()).isEqualTo(ErrorKind.UPSTREAM_TIMEOUT);
    assertThat(error.message()).contains("one/m", "was silent for 30000 ms");
    scene.server().awaitCall("m").awaitGone();
  }

  @Test
  void silenceOfOneWhoIsHeldBackIsNotTheProviders() {
    // given
    Gate more = new Gate();
    scene.server().on("m", Script.sse().event(text("Hel")).await(more).event(text("lo")).done());
    UpstreamScene.Asked asked = scene.ask(typed("m", true));
    Patience.await("content").until(() -> !asked.heard().events().isEmpty());
    // when
    scene.loop().run(asked.answer()::pause);
    scene.pass(Duration.ofSeconds(100));
    more.open();
    scene.loop().run(asked.answer()::resume);
    scene.awaitEnd(asked);
    // then
    assertThat(asked.heard().text()).isEqualTo("Hello");
  }

  @Test
  void aProviderThatSaysNothingAtAllIsGivenUp() {
    // given
    scene.server().on("m", Script.raw().stall());
    UpstreamScene.Asked asked = scene.ask(typed("m", true));
    Call call = scene.server().awaitCall("m");
    // when
    scene.passUntilEndOf(asked);
    // then
    ChatError error = asked.heard().error();
    assertThat(error.kind()).isEqualTo(ErrorKind.UPSTREAM_TIMEOUT);
    assertThat(error.message()).contains("sent no answer within 30000 ms");
    call.awaitGone();
  }

  @Test
  void aConnectionThatIsResetBeforeTheAnswerIsUnreachable() {
    // given
    scene.server().on("m", Script.raw().reset());
    // then
    assertThat(scene.awaitAnswer(typed("m", true)).error().kind())
        .isEqualTo(ErrorKind.UPSTREAM_UNREACHABLE);
  }

  @Test
  void aConnectionThatIsResetInTheAnswerInterruptsIt() {
    // given
    Gate heardIt = new Gate();
    scene.server().on("m", Script.sse().event(text("Hello")).await(heardIt).reset());
    UpstreamScene.Asked asked = scene.ask(typed("m", true));
    Patience.await("content").until(() -> !asked.heard().events().isEmpty());
    // when
    heardIt.open();
    scene.awaitEnd(asked);
    // then
    assertThat(asked.heard().error().kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
  }

  @Test
  void aCancelEndsTheConnectionAndSaysNothing() {
    // given
    scene.server().on("m", Script.sse().event(text("Hello")).stall());
    UpstreamScene.Asked asked = scene.ask(typed("m", true));
    Patience.await("content").until(() -> !asked.heard().events().isEmpty());
    // when
    scene.loop().run(() -> asked.answer().cancel("gone"));
    // then
    scene.server().awaitCall("m").awaitGone();
    assertThat(asked.heard().hasEnded()).isFalse();
  }
}
