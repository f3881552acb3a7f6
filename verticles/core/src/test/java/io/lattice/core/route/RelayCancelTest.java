package io.lattice.core.route;

import static io.lattice.core.route.FakeAnswer.answering;
import static io.lattice.core.route.FakeAnswer.failing;
import static io.lattice.core.route.FakeAnswer.saying;
import static io.lattice.core.route.FakeAnswer.silence;
import static io.lattice.core.route.FakeAnswer.started;
import static io.lattice.core.route.RouterScene.id;
import static io.lattice.core.route.Samples.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.config.RetrySettings;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RelayCancelTest {
  private RouterScene scene;

  @BeforeEach
  void begin(Vertx vertx) {
    scene = new RouterScene(vertx);
  }

  private void assertCancelled(Settlement settlement, int attempts) {
    assertThat(settlement.failure()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(settlement.attempts()).isEqualTo(attempts);
  }

  @Test
  void beforeItWasAcceptedNothingIsTried() {
    // given
    FakeProvider only = scene.provider("only", answering("hello"));
    FakeCaller caller = scene.askAndCancelAtOnce();
    // when
    Settlement settlement = scene.settlement();
    // then
    assertCancelled(settlement, 0);
    assertThat(settlement.deployment()).isNull();
    assertThat(settlement.usage()).isNull();
    assertThat(only.answers()).isEmpty();
    assertThat(caller.events()).isEmpty();
  }

  @Test
  void whileTheProviderHasNotAcceptedItNeverStarts() {
    // given
    FakeProvider only = scene.provider("only", answering("hello"));
    only.holdUp();
    FakeCaller caller = scene.ask();
    scene.loop().until("an opening", () -> only.waiting() == 1);
    // when
    caller.cancel();
    scene.loop().until("a settlement", () -> scene.settled() == 1);
    scene.loop().run(only::acceptAll);
    // then
    scene.loop().until("a cancel", () -> only.answer(1).isCancelled());
    assertThat(only.answer(1).told()).doesNotContain("start");
    assertCancelled(scene.settlement(), 1);
  }

  @Test
  void whileWaitingForContentStopsTheProviderAndTriesNothingElse() {
    // given
    FakeProvider first = scene.provider("first", saying(started()));
    FakeProvider second = scene.provider("second", answering("hello"));
    FakeCaller caller = scene.ask();
    scene.awaitAnswers(first, 1);
    // when
    caller.cancel();
    // then
    scene.awaitCancelled(first.answer(1));
    Settlement settlement = scene.settlement();
    assertCancelled(settlement, 1);
    assertThat(settlement.deployment()).isEqualTo(id("first"));
    assertThat(second.answers()).isEmpty();
    assertThat(caller.events()).isEmpty();
  }

  @Test
  void inTheMidstOfTheAnswerStopsTheProviderAndBillsWhatCame() {
    // given
    FakeProvider only = scene.provider("only", saying(started(), new TextDelta(0, "twelve chars")));
    FakeCaller caller = scene.ask();
    caller.awaitFirst();
    // when
    caller.cancel();
    // then
    scene.awaitCancelled(only.answer(1));
    Settlement settlement = scene.settlement();
    assertCancelled(settlement, 1);
    Usage usage = settlement.usage();
    assertThat(usage == null ? 0 : usage.outputTokens()).isEqualTo(3);
    assertThat(settlement.firstContent()).isNotNull();
  }

  @Test
  void betweenTwoAttemptsStartsNoOther() {
    // given
    Duration pause = Duration.ofMillis(100);
    scene.configure(
        new RetrySettings(3, pause, pause, 20, 3, RetrySettings.DEFAULTS.maxRetryAfter()));
    scene.drawTheLargestNumbers();
    FakeProvider only =
        scene.provider("only", failing(error(ErrorKind.UPSTREAM_OVERLOADED)), answering("hello"));
    FakeCaller caller = scene.ask();
    scene.awaitAnswers(only, 1);
    // when
    caller.cancel();
    // then
    assertCancelled(scene.settlement(), 1);
    scene.awaitTimersOf(pause);
    assertThat(only.answers()).hasSize(1);
  }

  @Test
  void afterTheEndChangesNothing() {
    // given
    scene.provider("only", answering("hello"));
    FakeCaller caller = scene.ask();
    caller.awaitEnd();
    // when
    caller.cancel();
    // then
    assertThat(scene.settlement().failure()).isNull();
  }

  @Test
  void aCallerThatClosesItsInboxHasCancelled() {
    // given
    FakeProvider only = scene.provider("only", saying(started(), new TextDelta(0, "a")));
    FakeCaller caller = scene.ask();
    caller.awaitFirst();
    // when
    scene.loop().await(() -> scene.callers().close());
    // then
    scene.awaitCancelled(only.answer(1));
    assertCancelled(scene.settlement(), 1);
  }

  @Test
  void isNoFaultOfTheDeployment() {
    // given
    FakeProvider only = scene.provider("only", silence());
    // when
    for (int i = 1; i <= 30; i++) {
      FakeCaller caller = scene.ask();
      scene.awaitAnswers(only, i);
      caller.cancel();
    }
    // then
    scene.awaitNothingLeft();
    assertThat(scene.verdict("only")).isInstanceOf(Verdict.Healthy.class);
  }
}
