package io.lattice.core.route;

import static io.lattice.core.route.FakeAnswer.answering;
import static io.lattice.core.route.FakeAnswer.failing;
import static io.lattice.core.route.FakeAnswer.silence;
import static io.lattice.core.route.RouterScene.id;
import static io.lattice.core.route.Samples.error;
import static io.lattice.core.route.Samples.rateLimited;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.RouteChosen;
import io.lattice.api.chat.ErrorKind;
import io.lattice.config.CircuitSettings;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first deployment was ill, and is called again. */
@ExtendWith(VertxExtension.class)
class RelayCircuitTest {
  private static final int FAILURES = CircuitSettings.DEFAULTS.consecutiveFailures();

  private RouterScene scene;

  @BeforeEach
  void begin(Vertx vertx) {
    scene = new RouterScene(vertx);
  }

  /** As many failures as open a circuit, then what the test is about. */
  private static FakeAnswer.Play[] illThen(FakeAnswer.Play... more) {
    List<FakeAnswer.Play> plays =
        new ArrayList<>(
            Collections.nCopies(FAILURES, failing(error(ErrorKind.UPSTREAM_OVERLOADED))));
    plays.addAll(Arrays.asList(more));
    return plays.toArray(FakeAnswer.Play[]::new);
  }

  private void openCircuit() {
    for (int i = 0; i < FAILURES; i++) {
      scene.ask().awaitEnd();
    }
    assertThat(scene.verdict("first")).isInstanceOf(Verdict.Open.class);
  }

  private void awaitHalfOpen() {
    scene.advance(CircuitSettings.DEFAULTS.open().multipliedBy(2));
    assertThat(scene.verdict("first")).isInstanceOf(Verdict.HalfOpen.class);
  }

  @Test
  void aDeploymentWithAnOpenCircuitIsNotCalled() {
    // given
    FakeProvider first = scene.provider("first", illThen(answering("hello")));
    scene.provider("second", answering("hello"));
    openCircuit();
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitEnd()).startsWith(new RouteChosen(id("second"), 1));
    assertThat(first.answers()).hasSize(FAILURES);
  }

  @Test
  void oneRequestFindsOutThatItIsWellAgain() {
    // given
    scene.provider("first", illThen(answering("hello")));
    scene.provider("second", answering("hello"));
    openCircuit();
    awaitHalfOpen();
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitEnd()).startsWith(new RouteChosen(id("first"), 1));
    assertThat(scene.verdict("first")).isInstanceOf(Verdict.Healthy.class);
  }

  @Test
  void whileOneFindsOutTheOthersGoElsewhere() {
    // given
    FakeProvider first = scene.provider("first", illThen(silence(), answering("too early")));
    scene.provider("second", answering("hello"));
    openCircuit();
    awaitHalfOpen();
    FakeCaller probing = scene.ask();
    scene.awaitAnswers(first, FAILURES + 1);
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitEnd()).startsWith(new RouteChosen(id("second"), 1));
    scene.loop().run(() -> first.answer(FAILURES + 1).say(new MessageEnded()));
    probing.awaitEnd();
    assertThat(scene.verdict("first")).isInstanceOf(Verdict.Healthy.class);
  }

  @Test
  void aProbeThatFailsFallsBackLikeAnyAttempt() {
    // given
    scene.provider("first", illThen(failing(error(ErrorKind.UPSTREAM_TIMEOUT))));
    scene.provider("second", answering("hello"));
    openCircuit();
    awaitHalfOpen();
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitEnd()).startsWith(new RouteChosen(id("second"), 2));
    assertThat(scene.verdict("first")).isInstanceOf(Verdict.Open.class);
  }

  @Test
  void aProbeThatIsCancelledLetsTheNextOneFindOut() {
    // given
    FakeProvider first = scene.provider("first", illThen(silence(), answering("hello")));
    scene.provider("second", answering("elsewhere"));
    openCircuit();
    awaitHalfOpen();
    FakeCaller probing = scene.ask();
    scene.awaitAnswers(first, FAILURES + 1);
    // when
    probing.cancel();
    scene.awaitCancelled(first.answer(FAILURES + 1));
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitEnd()).startsWith(new RouteChosen(id("first"), 1));
  }

  @Test
  void theLastDeploymentIsCalledHoweverIllItIs() {
    // given
    scene.provider("first", illThen(answering("hello")));
    while (!(scene.verdict("first") instanceof Verdict.Open)) {
      scene.ask().awaitEnd();
    }
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitEnd()).endsWith(new MessageEnded());
  }

  @Test
  void whoLostTheProbeWhileItWaitedDoesNotForgetWhatItTried() {
    // given: a probe that is asked to come back soon, while another takes the next probe
    Duration wish = Duration.ofMillis(60);
    FakeProvider first =
        scene.provider("first", illThen(failing(rateLimited(wish)), silence(), silence()));
    openCircuitOfTheOnlyOne();
    awaitHalfOpen();
    FakeCaller waiting = scene.ask();
    scene.awaitAnswers(first, FAILURES + 1);
    scene.advance(wish);
    FakeCaller probing = scene.ask();
    scene.awaitAnswers(first, FAILURES + 2);
    // when
    scene.awaitTimersOf(wish);
    // then
    assertThat(waiting.awaitError().kind()).isEqualTo(ErrorKind.UPSTREAM_RATE_LIMITED);
    assertThat(waiting.events()).startsWith(new RouteChosen(id("first"), 1));
    assertThat(first.answers()).hasSize(FAILURES + 2);
    probing.cancel();
    scene.awaitNothingLeft();
  }

  private void openCircuitOfTheOnlyOne() {
    while (!(scene.verdict("first") instanceof Verdict.Open)) {
      scene.ask().awaitEnd();
    }
  }
}
