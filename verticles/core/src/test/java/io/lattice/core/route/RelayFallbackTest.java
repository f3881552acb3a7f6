package io.lattice.core.route;

import static io.lattice.core.route.FakeAnswer.answering;
import static io.lattice.core.route.FakeAnswer.failing;
import static io.lattice.core.route.FakeAnswer.saying;
import static io.lattice.core.route.FakeAnswer.silence;
import static io.lattice.core.route.FakeAnswer.started;
import static io.lattice.core.route.RouterScene.id;
import static io.lattice.core.route.Samples.error;
import static io.lattice.core.route.Samples.rateLimited;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent.ChoiceFinished;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ChatEvent.RouteChosen;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ChatEvent.UsageReported;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Hints;
import io.lattice.api.chat.Usage;
import io.lattice.config.RetrySettings;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(VertxExtension.class)
class RelayFallbackTest {
  private static final Usage COUNTED = Usage.counted(3, 4);

  private RouterScene scene;

  @BeforeEach
  void begin(Vertx vertx) {
    scene = new RouterScene(vertx);
  }

  @Test
  void anAnswerSaysWhoGivesItThenWhatTheProviderSaidAndTheUsageBeforeTheEnd() {
    // given
    scene.provider(
        "only",
        saying(started(), new TextDelta(0, "hel"))
            .then(
                saying(
                    new TextDelta(0, "lo"),
                    new ChoiceFinished(0, FinishReason.STOP, "stop"),
                    new UsageReported(COUNTED),
                    new MessageEnded())));
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitEnd())
        .containsExactly(
            new RouteChosen(id("only"), 1),
            started(),
            new TextDelta(0, "hel"),
            new TextDelta(0, "lo"),
            new ChoiceFinished(0, FinishReason.STOP, "stop"),
            new UsageReported(COUNTED),
            new MessageEnded());
    Settlement settlement = scene.settlement();
    assertThat(settlement.failure()).isNull();
    assertThat(settlement.usage()).isEqualTo(COUNTED);
    assertThat(settlement.attempts()).isOne();
    assertThat(settlement.deployment()).isEqualTo(id("only"));
    assertThat(settlement.provider()).isEqualTo("only");
  }

  @Test
  void fallsBackToTheNextDeploymentAndShowsNothingOfTheFirst() {
    // given
    FakeProvider first =
        scene.provider(
            "first",
            saying(started(), new UsageReported(COUNTED))
                .then(failing(error(ErrorKind.UPSTREAM_OVERLOADED))));
    scene.provider("second", answering("hello"));
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitEnd().subList(0, 3))
        .containsExactly(new RouteChosen(id("second"), 2), started(), new TextDelta(0, "hello"));
    assertThat(first.answers()).hasSize(1);
    assertThat(first.answer(1).deployment()).isEqualTo(id("first"));
    Settlement settlement = scene.settlement();
    assertThat(settlement.failure()).isNull();
    assertThat(settlement.attempts()).isEqualTo(2);
    assertThat(settlement.deployment()).isEqualTo(id("second"));
  }

  @Test
  void contentThatComesWithItsOwnFailureWasNeverShown() {
    // given
    scene.provider(
        "first",
        saying(
            started(),
            new TextDelta(0, "half an ans"),
            new MessageFailed(error(ErrorKind.STREAM_INTERRUPTED), null)));
    scene.provider("second", answering("hello"));
    // when
    FakeCaller caller = scene.ask();
    // then
    caller.awaitEnd();
    assertThat(caller.text()).isEqualTo("hello");
  }

  @Test
  void aRefusalToOpenFallsBackToo() {
    // given
    scene.provider("first", answering("never")).holdUp();
    scene.provider("second", answering("hello"));
    // when
    FakeCaller caller = scene.ask();
    // then
    caller.awaitEnd();
    assertThat(caller.text()).isEqualTo("hello");
  }

  @Test
  void neverFallsBackOnceContentWasShown() {
    // given
    scene.provider(
        "first",
        saying(started(), new TextDelta(0, "half an ans"))
            .then(failing(error(ErrorKind.STREAM_INTERRUPTED))));
    FakeProvider second = scene.provider("second", answering("hello"));
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitEnd().subList(0, 3))
        .containsExactly(
            new RouteChosen(id("first"), 1), started(), new TextDelta(0, "half an ans"));
    assertThat(caller.awaitError().kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
    assertThat(second.answers()).isEmpty();
    assertThat(scene.settlement().failure()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
  }

  @Test
  void anErrorAfterContentTellsWhatWasUsedUntilThen() {
    // given
    scene.provider(
        "only",
        saying(started(), new TextDelta(0, "twelve chars"))
            .then(failing(error(ErrorKind.STREAM_INTERRUPTED))));
    // when
    FakeCaller caller = scene.ask();
    // then
    Usage usage = Objects.requireNonNull(caller.awaitUsageOfError());
    assertThat(usage.source()).isEqualTo(Usage.Source.ESTIMATED);
    assertThat(usage.outputTokens()).isEqualTo(3);
    assertThat(usage.inputTokens()).isPositive();
    assertThat(scene.settlement().usage()).isEqualTo(usage);
  }

  @Test
  void anErrorAfterContentTellsTheProvidersOwnCountWhereThereIsOne() {
    // given
    scene.provider(
        "only",
        saying(started(), new TextDelta(0, "half"), new UsageReported(COUNTED))
            .then(failing(error(ErrorKind.STREAM_INTERRUPTED))));
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitUsageOfError()).isEqualTo(COUNTED);
  }

  @Test
  void aRequestThatNobodyAnsweredUsedNothing() {
    // given
    scene.provider("only", failing(error(ErrorKind.UPSTREAM_REFUSED_KEY)));
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitUsageOfError()).isNull();
    assertThat(scene.settlement().usage()).isNull();
  }

  @Test
  void missingUsageIsEstimatedAndSaysSo() {
    // given
    scene.provider("only", answering("hello", " and ", "goodbye"));
    // when
    FakeCaller caller = scene.ask();
    // then
    Usage usage =
        caller.awaitEnd().stream()
            .filter(UsageReported.class::isInstance)
            .map(event -> ((UsageReported) event).usage())
            .reduce((one, other) -> other)
            .orElseThrow();
    assertThat(usage.source()).isEqualTo(Usage.Source.ESTIMATED);
    assertThat(usage.outputTokens()).isEqualTo(5);
    assertThat(scene.settlement().usage()).isEqualTo(usage);
  }

  @Test
  void makesThreeAttemptsAtMost() {
    // given
    for (String name : new String[] {"first", "second", "third"}) {
      scene.provider(name, failing(error(ErrorKind.UPSTREAM_OVERLOADED)));
    }
    FakeProvider fourth = scene.provider("fourth", answering("hello"));
    // when
    FakeCaller caller = scene.ask();
    // then
    ChatError error = caller.awaitError();
    assertThat(error.kind()).isEqualTo(ErrorKind.UPSTREAM_OVERLOADED);
    assertThat(error.message())
        .contains("after 3 attempts", id("first"), id("second"), id("third"));
    assertThat(caller.events()).startsWith(new RouteChosen(id("third"), 3));
    assertThat(fourth.answers()).isEmpty();
    assertThat(scene.settlement().attempts()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"INVALID_REQUEST", "CONTEXT_TOO_LONG", "CONTENT_REJECTED", "FORBIDDEN", "INTERNAL"})
  void whatFailsAnywhereIsPassedOnAtOnce(ErrorKind kind) {
    // given
    scene.provider("first", failing(error(kind)));
    FakeProvider second = scene.provider("second", answering("hello"));
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitError()).isEqualTo(error(kind));
    assertThat(second.answers()).isEmpty();
    assertThat(scene.settlement().failure()).isEqualTo(kind);
  }

  @Test
  void waitsAsLongAsTheProviderAskedWhereNothingElseIsLeft() {
    // given
    Duration wish = Duration.ofMillis(30);
    FakeProvider only = scene.provider("only", failing(rateLimited(wish)), answering("hello"));
    // when
    FakeCaller caller = scene.ask();
    // then
    caller.awaitEnd();
    assertThat(caller.text()).isEqualTo("hello");
    assertThat(caller.events()).startsWith(new RouteChosen(id("only"), 2));
    assertThat(only.answers()).hasSize(2);
  }

  @Test
  void waitsNoLongerThanIsWorthIt() {
    // given
    Duration wish = RetrySettings.DEFAULTS.maxRetryAfter().plusSeconds(1);
    FakeProvider only = scene.provider("only", failing(rateLimited(wish)), answering("hello"));
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitError().kind()).isEqualTo(ErrorKind.UPSTREAM_RATE_LIMITED);
    assertThat(caller.awaitError().retryAfter()).isEqualTo(wish);
    assertThat(only.answers()).hasSize(1);
  }

  @Test
  void goesElsewhereAtOnceRatherThanWait() {
    // given
    FakeProvider first = scene.provider("first", failing(rateLimited(Duration.ofSeconds(50))));
    scene.provider("second", answering("hello"));
    // when
    FakeCaller caller = scene.ask();
    // then
    caller.awaitEnd();
    assertThat(caller.text()).isEqualTo("hello");
    assertThat(scene.verdict("first")).isInstanceOf(Verdict.Resting.class);
    // and the next request does not even try the one that rests
    scene.ask().awaitEnd();
    assertThat(first.answers()).hasSize(1);
  }

  @Test
  void retriesOnlyAsFarAsTheBudgetOfTheNodeAllows() {
    // given
    RetrySettings none =
        new RetrySettings(3, Duration.ofMillis(1), Duration.ofMillis(1), 0, 0, Duration.ZERO);
    scene.configure(none);
    scene.provider("first", failing(error(ErrorKind.UPSTREAM_OVERLOADED)));
    FakeProvider second = scene.provider("second", answering("hello"));
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitError().kind()).isEqualTo(ErrorKind.UPSTREAM_OVERLOADED);
    assertThat(second.answers()).isEmpty();
    scene.awaitNothingLeft();
  }

  @Test
  void aRequestThatMayGoNowhereIsToldSoWithoutAnAttempt() {
    // when
    FakeCaller caller =
        scene.ask(
            ChatCall.typed(
                "request-1", "caller", ChatRequest.of("gpt-4p", "hi"), true, Hints.NONE));
    // then
    assertThat(caller.awaitError().kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
    assertThat(caller.events()).hasSize(1);
    assertThat(caller.awaitUsageOfError()).isNull();
  }

  @Test
  void aWholeAnswerComesAtOnceAndFallsBackToo() {
    // given
    scene.provider("first", failing(error(ErrorKind.UPSTREAM_PROTOCOL)));
    scene.provider("second", saying(started(), new TextDelta(0, "hello"), new MessageEnded()));
    // when
    FakeCaller caller = scene.askWhole();
    // then
    assertThat(caller.awaitEnd()).startsWith(new RouteChosen(id("second"), 2), started());
    assertThat(caller.text()).isEqualTo("hello");
  }

  @Test
  void anAnswerWithoutContentIsAnAnswer() {
    // given
    scene.provider("only", saying(started()).then(saying(new MessageEnded())));
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitEnd()).startsWith(new RouteChosen(id("only"), 1), started());
    assertThat(caller.events()).endsWith(new MessageEnded());
    assertThat(scene.settlement().failure()).isNull();
  }

  @Test
  void requestsUnderWayKeepTheConfigurationTheyBeganWith() {
    // given
    FakeProvider first = scene.provider("first", silence());
    FakeProvider second = scene.provider("second", answering("hello"));
    FakeCaller before = scene.ask();
    scene.awaitAnswers(first, 1);
    // when
    scene.reload(Samples.config(List.of()));
    scene
        .loop()
        .run(
            () ->
                first.answer(1).say(new MessageFailed(error(ErrorKind.UPSTREAM_OVERLOADED), null)));
    FakeCaller after = scene.ask();
    // then
    before.awaitEnd();
    assertThat(before.text()).isEqualTo("hello");
    assertThat(second.answers()).hasSize(1);
    assertThat(after.awaitError().kind()).isEqualTo(ErrorKind.NO_DEPLOYMENT_AVAILABLE);
  }
}
