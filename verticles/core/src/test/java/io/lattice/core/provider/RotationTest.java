package io.lattice.core.provider;

import static io.lattice.core.provider.UpstreamScene.chunk;
import static io.lattice.core.provider.UpstreamScene.inOwnWords;
import static io.lattice.core.provider.UpstreamScene.text;
import static io.lattice.core.provider.UpstreamScene.typed;
import static io.lattice.core.provider.UpstreamScene.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.config.UpstreamSettings;
import io.lattice.core.testing.Call;
import io.lattice.core.testing.Script;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several credentials at one provider, of which some are turned down. */
@ExtendWith(VertxExtension.class)
class RotationTest {
  private static final String A = "sk-key-a-1234567890";
  private static final String B = "sk-key-b-1234567890";
  private static final Script HELLO =
      Script.sse().event(text("Hello")).event(chunk("{}", "stop")).done();
  private static final Script REFUSED =
      Script.json(401, "{\"error\":{\"message\":\"no\",\"code\":\"invalid_api_key\"}}");
  private static final Script NO_QUOTA =
      Script.json(429, "{\"error\":{\"message\":\"no\",\"code\":\"insufficient_quota\"}}");

  private UpstreamScene scene;

  @BeforeEach
  void begin(Vertx vertx) {
    scene = UpstreamScene.withKeys(vertx, A, B);
  }

  @AfterEach
  void end() {
    scene.awaitIdle();
    scene.close();
  }

  private static Script limited(int seconds) {
    return Script.answer(429)
        .type("application/json")
        .header("retry-after", String.valueOf(seconds))
        .whole("{\"error\":{\"message\":\"too fast\",\"code\":\"rate_limit_exceeded\"}}");
  }

  private void whoever(String key, Script answer, Script others) {
    scene.server().on("m", call -> keyOf(call).equals(key) ? answer : others);
  }

  private static String keyOf(Call call) {
    return call.headers("authorization").get(0).substring("Bearer ".length());
  }

  private List<String> keysSent() {
    return scene.server().calls("m").stream().map(RotationTest::keyOf).toList();
  }

  private void assertAnswersHello() {
    assertThat(scene.awaitAnswer(typed("m", true)).text()).isEqualTo("Hello");
  }

  @Test
  void asksWithOneCredentialAfterTheOther() {
    // given
    scene.server().on("m", HELLO);
    // when
    for (int i = 0; i < 4; i++) {
      assertAnswersHello();
    }
    // then
    assertThat(keysSent()).containsExactly(A, B, A, B);
  }

  @Test
  void asksAtOnceWithTheNextWhereOneIsRefusedAndLeavesThatOneAlone() {
    // given
    whoever(B, HELLO, REFUSED);
    // when
    for (int i = 0; i < 3; i++) {
      assertAnswersHello();
    }
    // then
    assertThat(keysSent()).containsExactly(A, B, B, B);
  }

  @Test
  void asksAgainWithARefusedOneAfterFiveMinutes() {
    // given
    whoever(B, HELLO, REFUSED);
    assertAnswersHello();
    // when
    scene.pass(CredentialRest.REFUSED);
    scene.server().on("m", HELLO);
    assertAnswersHello();
    // then
    assertThat(keysSent()).containsExactly(A, B, A);
  }

  @Test
  void aLimitedOneRestsForAsLongAsItsProviderSays() {
    // given
    whoever(A, limited(7), HELLO);
    assertAnswersHello();
    // when
    scene.pass(Duration.ofSeconds(6));
    assertAnswersHello();
    scene.pass(Duration.ofSeconds(1));
    scene.server().on("m", HELLO);
    assertAnswersHello();
    // then
    assertThat(keysSent()).containsExactly(A, B, B, A);
  }

  @Test
  void anEmptyAccountRestsForTenMinutes() {
    // given
    whoever(A, NO_QUOTA, HELLO);
    assertAnswersHello();
    // when
    scene.pass(CredentialRest.QUOTA.minusSeconds(1));
    assertAnswersHello();
    scene.pass(Duration.ofSeconds(1));
    assertAnswersHello();
    // then
    assertThat(keysSent()).containsExactly(A, B, B, A, B);
  }

  @Test
  void tellsOneFailureOnceAllAreTurnedDown() {
    // given
    whoever(A, limited(7), NO_QUOTA);
    // when
    Heard heard = scene.awaitAnswer(typed("m", true));
    // then
    assertThat(keysSent()).containsExactly(A, B);
    assertThat(heard.events()).hasSize(1);
    // the one that is over the soonest, so that nobody gives the provider up for longer
    ChatError error = heard.error();
    assertThat(error.kind()).isEqualTo(ErrorKind.UPSTREAM_RATE_LIMITED);
    assertThat(error.code()).isEqualTo("rate_limit_exceeded");
    assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void whileAllRestTheOneThatRestsForTheShortestIsAsked() {
    // given
    whoever(A, limited(60), limited(7));
    scene.awaitAnswer(typed("m", true));
    // when
    scene.server().on("m", HELLO);
    assertAnswersHello();
    // then
    assertThat(keysSent()).containsExactly(A, B, B);
  }

  @ParameterizedTest(name = "status {0}")
  @ValueSource(ints = {400, 404, 500, 503})
  void aFailureThatIsNoCredentialsLeavesAtOnce(int status) {
    // given
    scene.server().on("m", Script.json(status, "{\"error\":{\"message\":\"x\"}}"));
    // when
    Heard heard = scene.awaitAnswer(typed("m", true));
    // then
    assertThat(heard.error().providerStatus()).isEqualTo(status);
    assertThat(keysSent()).containsExactly(A);
  }

  @Test
  void nothingIsAskedTwiceOnceSomethingWasShown() {
    // given
    whoever(
        A,
        Script.sse()
            .event(text("Hel"))
            .pause(Duration.ofMillis(20))
            .event("{\"error\":{\"message\":\"too fast\",\"code\":429}}"),
        HELLO);
    // when
    Heard heard = scene.awaitAnswer(typed("m", true));
    // then
    assertThat(heard.text()).isEqualTo("Hel");
    assertThat(heard.error().kind()).isEqualTo(ErrorKind.UPSTREAM_RATE_LIMITED);
    assertThat(keysSent()).containsExactly(A);
  }

  @Test
  void aWholeAnswerInTheCallersOwnWordsIsAskedAgainToo() {
    // given
    whoever(B, Script.json(200, whole("Hello")), REFUSED);
    // when
    Heard heard = scene.awaitAnswer(inOwnWords("m", false));
    // then
    assertThat(heard.events()).endsWith(new ChatEvent.MessageEnded());
    assertThat(keysSent()).containsExactly(A, B);
  }

  @Test
  void aCancelReachesTheCallThatIsUnderWay() {
    // given
    whoever(A, REFUSED, Script.sse().event(text("Hel")).stall());
    UpstreamScene.Asked asked = scene.ask(typed("m", true));
    Call second = scene.server().awaitCall("m", 2);
    // when
    scene.loop().run(() -> asked.answer().cancel("enough"));
    // then
    second.awaitGone();
    assertThat(asked.heard().hasEnded()).isFalse();
  }

  @Test
  void aCancelBeforeTheGoSpendsNothing() {
    // given
    Heard heard = new Heard();
    // when
    scene
        .loop()
        .run(
            () ->
                scene
                    .upstream()
                    .prepare(typed("m", true), UpstreamScene.deployment("m"), scene.config(), heard)
                    .cancel("enough"));
    // then
    assertThat(scene.server().calls("m")).isEmpty();
    assertThat(heard.batches()).isEmpty();
  }

  @Test
  void aReloadForgetsWhoRests() {
    // given
    whoever(B, HELLO, REFUSED);
    assertAnswersHello();
    // when
    UpstreamScene.Asked asked =
        scene.ask(
            typed("m", true),
            UpstreamScene.config(
                scene.server().url("/v1"), UpstreamSettings.DEFAULTS, List.of(A, B), Map.of()));
    scene.awaitEnd(asked);
    // then
    assertThat(keysSent()).containsExactly(A, B, A, B);
  }

  @Test
  void aProviderWithoutKeysIsAskedWithoutOne(Vertx vertx) {
    try (UpstreamScene open = UpstreamScene.withKeys(vertx)) {
      // given
      open.server().on("m", HELLO);
      // when
      Heard heard = open.awaitAnswer(typed("m", true));
      // then
      assertThat(heard.text()).isEqualTo("Hello");
      assertThat(open.server().awaitCall("m").headers("authorization")).isEmpty();
    }
  }
}
