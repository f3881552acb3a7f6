package io.lattice.core.route;

import static io.lattice.core.route.FakeAnswer.answering;
import static io.lattice.core.route.FakeAnswer.failing;
import static io.lattice.core.route.FakeAnswer.pouring;
import static io.lattice.core.route.FakeAnswer.saying;
import static io.lattice.core.route.FakeAnswer.silence;
import static io.lattice.core.route.FakeAnswer.started;
import static io.lattice.core.route.RouterScene.id;
import static io.lattice.core.route.RouterScene.within;
import static io.lattice.core.route.Samples.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.RouteChosen;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ChatEvent.UsageReported;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.config.RetrySettings;
import io.lattice.config.TimeoutSettings;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RelayDeadlinesTest {
  private static final TimeoutSettings LIMITS = TimeoutSettings.DEFAULTS;

  private RouterScene scene;

  @BeforeEach
  void begin(Vertx vertx) {
    scene = new RouterScene(vertx);
  }

  /** An answer that has said one word and stays open. */
  private FakeCaller begun(FakeProvider provider, FakeCaller caller) {
    scene.awaitAnswers(provider, 1);
    caller.awaitFirst();
    return caller;
  }

  @Test
  void aFirstTokenThatDoesNotComeIsLookedForElsewhere() {
    // given
    FakeProvider first = scene.provider("first", saying(started()));
    scene.provider("second", answering("hello"));
    FakeCaller caller = scene.ask();
    scene.awaitAnswers(first, 1);
    // when
    scene.advance(LIMITS.firstToken());
    // then
    caller.awaitEnd();
    assertThat(caller.text()).isEqualTo("hello");
    assertThat(caller.events()).startsWith(new RouteChosen(id("second"), 2));
    scene.awaitCancelled(first.answer(1));
    assertThat(scene.settlement().attempts()).isEqualTo(2);
  }

  @Test
  void aProviderThatAcceptsAndSaysNothingAtAllIsGivenUp() {
    // given
    FakeProvider only = scene.provider("only", silence());
    FakeCaller caller = scene.ask();
    scene.awaitAnswers(only, 1);
    // when
    scene.advance(LIMITS.firstToken());
    // then
    ChatError error = caller.awaitError();
    assertThat(error.kind()).isEqualTo(ErrorKind.UPSTREAM_TIMEOUT);
    assertThat(error.message()).contains("60 s", "timeouts.first_token");
    assertThat(caller.awaitUsageOfError()).isNull();
    scene.awaitCancelled(only.answer(1));
    scene.settlement();
  }

  @Test
  void aDeploymentMaySayHowLongItsFirstTokenTakes() {
    // given
    FakeProvider slow = scene.provider("slow", silence());
    scene.firstTokenOf("slow", Duration.ofMinutes(5));
    FakeCaller caller = scene.ask();
    scene.awaitAnswers(slow, 1);
    // when
    scene.advance(LIMITS.firstToken().multipliedBy(2));
    scene.loop().run(() -> answering("hello").perform(slow.answer(1)));
    // then
    caller.awaitEnd();
    assertThat(caller.text()).isEqualTo("hello");
  }

  @Test
  void aWholeAnswerHasNoFirstToken() {
    // given
    FakeProvider only = scene.provider("only", silence());
    FakeCaller caller = scene.askWhole();
    scene.awaitAnswers(only, 1);
    // when
    scene.advance(LIMITS.total().minusSeconds(1));
    scene.awaitTimersOf(Duration.ofMillis(200));
    scene.loop().run(() -> answering("hello").perform(only.answer(1)));
    // then
    caller.awaitEnd();
    assertThat(caller.text()).isEqualTo("hello");
  }

  @Test
  void anAnswerThatSaysNothingMoreEndsInOneErrorWithItsUsage() {
    // given
    FakeProvider first =
        scene.provider("first", saying(started(), new TextDelta(0, "half an ans")));
    FakeProvider second = scene.provider("second", answering("hello"));
    FakeCaller caller = begun(first, scene.ask());
    // when
    scene.advance(LIMITS.progress());
    // then
    ChatError error = caller.awaitError();
    assertThat(error.kind()).isEqualTo(ErrorKind.UPSTREAM_TIMEOUT);
    assertThat(error.message()).contains("120 s", "timeouts.progress");
    assertThat(caller.awaitUsageOfError()).isNotNull();
    assertThat(caller.text()).isEqualTo("half an ans");
    scene.awaitCancelled(first.answer(1));
    assertThat(second.answers()).isEmpty();
    assertThat(scene.settlement().failure()).isEqualTo(ErrorKind.UPSTREAM_TIMEOUT);
  }

  @Test
  void onlyContentIsProgress() {
    // given
    FakeProvider only = scene.provider("only", saying(started(), new TextDelta(0, "a")));
    FakeCaller caller = begun(only, scene.ask());
    scene.advance(LIMITS.progress().minusSeconds(1));
    // when
    scene.loop().run(() -> only.answer(1).say(new UsageReported(Usage.counted(1, 1))));
    scene.advance(Duration.ofSeconds(1));
    // then
    assertThat(caller.awaitError().message()).contains("timeouts.progress");
  }

  @Test
  void contentIsProgress() {
    // given
    FakeProvider only = scene.provider("only", saying(started(), new TextDelta(0, "a")));
    FakeCaller caller = begun(only, scene.ask());
    // when
    for (int i = 0; i < 3; i++) {
      scene.advance(LIMITS.progress().minusSeconds(1));
      scene.loop().run(() -> only.answer(1).say(new TextDelta(0, "a")));
      scene.awaitTimersOf(Duration.ofMillis(200));
    }
    scene.loop().run(() -> only.answer(1).say(new MessageEnded()));
    // then
    caller.awaitEnd();
    assertThat(caller.text()).isEqualTo("aaaa");
    assertThat(scene.settlement().failure()).isNull();
  }

  @Test
  void theTotalBoundsAllAttemptsTogether() {
    // given
    scene.configure(limits(Duration.ofSeconds(50), Duration.ofSeconds(80)));
    FakeProvider first = scene.provider("first", silence());
    FakeProvider second = scene.provider("second", silence());
    FakeProvider third = scene.provider("third", answering("hello"));
    FakeCaller caller = scene.ask();
    scene.awaitAnswers(first, 1);
    scene.advance(Duration.ofSeconds(50));
    scene.awaitAnswers(second, 1);
    // when
    scene.advance(Duration.ofSeconds(30));
    // then
    ChatError error = caller.awaitError();
    assertThat(error.message()).contains("80 s", "timeouts.total");
    assertThat(third.answers()).isEmpty();
    scene.awaitCancelled(second.answer(1));
    assertThat(scene.settlement().attempts()).isEqualTo(2);
  }

  private static TimeoutSettings limits(Duration firstToken, Duration total) {
    return new TimeoutSettings(
        LIMITS.connect(),
        LIMITS.headers(),
        firstToken,
        LIMITS.idle(),
        LIMITS.progress(),
        total,
        LIMITS.accept());
  }

  @Test
  void aCallerMayAskForLessTime() {
    // given
    FakeProvider only = scene.provider("only", silence());
    FakeCaller caller = scene.ask(true, within(Duration.ofSeconds(2)));
    scene.awaitAnswers(only, 1);
    // when
    scene.advance(Duration.ofSeconds(2));
    // then
    assertThat(caller.awaitError().kind()).isEqualTo(ErrorKind.UPSTREAM_TIMEOUT);
    assertThat(caller.awaitError().message()).contains("2 s", "asked for");
    assertThat(scene.verdict("only")).isInstanceOf(Verdict.Healthy.class);
  }

  @Test
  void aCallerMayNotAskForMoreTime() {
    // given
    FakeProvider only = scene.provider("only", silence());
    FakeCaller caller = scene.ask(false, within(LIMITS.total().multipliedBy(2)));
    scene.awaitAnswers(only, 1);
    // when
    scene.advance(LIMITS.total());
    // then
    assertThat(caller.awaitError().message()).contains("600 s", "timeouts.total");
  }

  @Test
  void timeThatRunsOutBetweenTwoAttemptsStartsNoOther() {
    // given
    Duration pause = Duration.ofMillis(400);
    scene.configure(
        new RetrySettings(3, pause, pause, 20, 3, RetrySettings.DEFAULTS.maxRetryAfter()));
    scene.drawTheLargestNumbers();
    FakeProvider only = scene.provider("only", failing(error(ErrorKind.UPSTREAM_OVERLOADED)));
    FakeCaller caller = scene.ask();
    scene.awaitAnswers(only, 1);
    // when
    scene.advance(LIMITS.total());
    // then
    ChatError error = caller.awaitError();
    assertThat(error.kind()).isEqualTo(ErrorKind.UPSTREAM_TIMEOUT);
    scene.awaitTimersOf(pause);
    assertThat(only.answers()).hasSize(1);
    assertThat(scene.settlement().attempts()).isOne();
  }

  @Test
  void whoTakesNothingIsNotTheProvidersSilence() {
    // given
    FakeProvider only = scene.provider("only", pouring(100));
    FakeCaller caller = scene.askAndTakeNothing();
    scene.awaitAnswers(only, 1);
    scene.loop().until("a pause", () -> only.answer(1).isPaused());
    // when
    scene.advance(LIMITS.progress().multipliedBy(2));
    scene.awaitTimersOf(Duration.ofMillis(200));
    caller.resume();
    scene.loop().until("all", () -> only.answer(1).poured() == 100);
    scene.loop().run(() -> only.answer(1).say(new MessageEnded()));
    // then
    caller.awaitEnd();
    assertThat(caller.text()).startsWith("0 1 2 3 ").endsWith(" 98 99 ");
    assertThat(scene.settlement().failure()).isNull();
  }

  @Test
  void whoTakesNothingForTheWholeTimeIsEndedAllTheSame() {
    // given
    FakeProvider only = scene.provider("only", pouring(100));
    FakeCaller caller = scene.askAndTakeNothing();
    scene.awaitAnswers(only, 1);
    scene.loop().until("a pause", () -> only.answer(1).isPaused());
    // when
    scene.advance(LIMITS.total());
    scene.awaitCancelled(only.answer(1));
    caller.resume();
    // then
    assertThat(caller.awaitError().message()).contains("timeouts.total");
    assertThat(caller.text()).isNotEmpty();
    scene.settlement();
  }
}
