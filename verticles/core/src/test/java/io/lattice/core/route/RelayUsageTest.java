package io.lattice.core.route;

import static io.lattice.core.route.FakeAnswer.answering;
import static io.lattice.core.route.FakeAnswer.failing;
import static io.lattice.core.route.FakeAnswer.saying;
import static io.lattice.core.route.FakeAnswer.silence;
import static io.lattice.core.route.FakeAnswer.started;
import static io.lattice.core.route.RouterScene.id;
import static io.lattice.core.route.Samples.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ChatEvent.UsageReported;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.core.usage.Charge;
import io.lattice.core.usage.Cost;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is settled of a request's usage beside that of the attempt that answered. */
@ExtendWith(VertxExtension.class)
class RelayUsageTest {
  private static final Usage LOST = Usage.counted(3, 4).withCachedInput(1).withReasoning(2);
  private static final Usage ANSWERED = Usage.counted(30, 40).withCachedInput(10).withReasoning(20);
  private static final Usage BOTH = Usage.counted(33, 44).withCachedInput(11).withReasoning(22);

  private RouterScene scene;

  @BeforeEach
  void begin(Vertx vertx) {
    scene = new RouterScene(vertx);
  }

  private static FakeAnswer.Play counted() {
    return saying(
        started(), new TextDelta(0, "hello"), new UsageReported(ANSWERED), new MessageEnded());
  }

  @Test
  void whatALostAttemptUsedIsSettledAndNotTold() {
    // given
    scene.provider(
        "first",
        saying(started(), new UsageReported(LOST))
            .then(failing(error(ErrorKind.UPSTREAM_OVERLOADED))));
    scene.provider("second", counted());
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitEnd())
        .filteredOn(UsageReported.class::isInstance)
        .containsExactly(new UsageReported(ANSWERED));
    Settlement settlement = scene.settlement();
    assertThat(settlement.usage()).isEqualTo(ANSWERED);
    assertThat(settlement.lost())
        .containsExactly(new Charge(id("first"), LOST, new Cost.Unknown(Cost.Reason.NO_PRICE)));
    assertThat(settlement.lostUsage()).isEqualTo(LOST);
    assertThat(settlement.totalUsage()).isEqualTo(BOTH);
  }

  @Test
  void usageThatCameWithTheFailureItselfCounts() {
    // given
    scene.provider("first", saying(new MessageFailed(error(ErrorKind.UPSTREAM_OVERLOADED), LOST)));
    scene.provider("second", counted());
    // when
    scene.ask().awaitEnd();
    // then
    assertThat(scene.settlement().totalUsage()).isEqualTo(BOTH);
  }

  @Test
  void whatALostAttemptDidNotCountIsEstimated() {
    // given
    scene.provider(
        "first",
        saying(
            started(),
            new TextDelta(0, "half an ans"),
            new MessageFailed(error(ErrorKind.STREAM_INTERRUPTED), null)));
    scene.provider("second", counted());
    // when
    scene.ask().awaitEnd();
    // then
    Settlement settlement = scene.settlement();
    Usage lost = Objects.requireNonNull(settlement.lostUsage());
    assertThat(lost.source()).isEqualTo(Usage.Source.ESTIMATED);
    assertThat(lost.outputTokens()).isEqualTo(3);
    assertThat(Objects.requireNonNull(settlement.totalUsage()).source())
        .isEqualTo(Usage.Source.ESTIMATED);
  }

  /** T2: counts of a stream are cumulative, so the last one is the whole and no sum is made. */
  @Test
  void ofSeveralCountsTheLastWins() {
    // given
    scene.provider(
        "first",
        saying(
            started(),
            new UsageReported(Usage.counted(30, 1)),
            new TextDelta(0, "hello"),
            new UsageReported(Usage.counted(30, 20)),
            new TextDelta(0, " again"),
            new UsageReported(ANSWERED),
            new MessageEnded()));
    // when
    scene.ask().awaitEnd();
    // then
    assertThat(scene.settlement().usage()).isEqualTo(ANSWERED);
  }

  /** Anthropic counts the input at once, and the output at the end. */
  @Test
  void ofAStreamThatBreaksOffTheOutputSinceTheLastCountIsEstimated() {
    // given
    scene.provider(
        "first",
        saying(
            started(),
            new UsageReported(Usage.counted(30, 1).withCachedInput(10)),
            new TextDelta(0, "some words that nobody has counted"),
            new MessageFailed(error(ErrorKind.STREAM_INTERRUPTED), null)));
    // when
    FakeCaller caller = scene.ask();
    // then
    Usage told = Objects.requireNonNull(caller.awaitUsageOfError());
    assertThat(told.inputTokens()).isEqualTo(30);
    assertThat(told.cachedInputTokens()).isEqualTo(10);
    assertThat(told.outputTokens()).isEqualTo(9);
    assertThat(told.source()).isEqualTo(Usage.Source.ESTIMATED);
    assertThat(scene.settlement().usage()).isEqualTo(told);
  }

  @Test
  void anAttemptThatSaidNothingLostNothing() {
    // given
    scene.provider("first", failing(error(ErrorKind.UPSTREAM_REFUSED_KEY)));
    scene.provider("second", answering("hello"));
    // when
    scene.ask().awaitEnd();
    // then
    Settlement settlement = scene.settlement();
    assertThat(settlement.lost()).isEmpty();
    assertThat(settlement.lostUsage()).isNull();
    assertThat(settlement.totalUsage()).isEqualTo(settlement.usage()).isNotNull();
  }

  @Test
  void whereEveryAttemptFailedWhatTheyUsedIsSettledAllTheSame() {
    // given
    scene.provider("first", saying(new MessageFailed(error(ErrorKind.UPSTREAM_OVERLOADED), LOST)));
    scene.provider("second", failing(error(ErrorKind.INVALID_REQUEST)));
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitUsageOfError()).isNull();
    Settlement settlement = scene.settlement();
    assertThat(settlement.usage()).isNull();
    assertThat(settlement.totalUsage()).isEqualTo(LOST);
  }

  @Test
  void aCancelLosesNothingOfWhatWasUsedBefore() {
    // given
    scene.provider("first", saying(new MessageFailed(error(ErrorKind.UPSTREAM_OVERLOADED), LOST)));
    FakeProvider second = scene.provider("second", silence());
    FakeCaller caller = scene.ask();
    scene.awaitAnswers(second, 1);
    // when
    caller.cancel();
    // then
    Settlement settlement = scene.settlement();
    assertThat(settlement.failure()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(settlement.totalUsage()).isEqualTo(LOST);
  }
}
