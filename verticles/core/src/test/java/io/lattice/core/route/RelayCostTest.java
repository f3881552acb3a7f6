package io.lattice.core.route;

import static io.lattice.core.route.FakeAnswer.answering;
import static io.lattice.core.route.FakeAnswer.failing;
import static io.lattice.core.route.FakeAnswer.saying;
import static io.lattice.core.route.FakeAnswer.started;
import static io.lattice.core.route.Samples.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ChatEvent.UsageReported;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.config.model.Price;
import io.lattice.config.model.Pricing;
import io.lattice.core.usage.Charge;
import io.lattice.core.usage.Cost;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is settled of a request's cost. */
@ExtendWith(VertxExtension.class)
class RelayCostTest {
  private static final Usage LOST = Usage.counted(1_000, 10);
  private static final Usage ANSWERED = Usage.counted(2_000, 1_000);

  private RouterScene scene;

  @BeforeEach
  void begin(Vertx vertx) {
    scene = new RouterScene(vertx);
  }

  private static FakeAnswer.Play counted(Usage usage) {
    return saying(
        started(), new TextDelta(0, "hello"), new UsageReported(usage), new MessageEnded());
  }

  private static Pricing price(String input, String output) {
    return Pricing.of(new Price(new BigDecimal(input), new BigDecimal(output), null, null));
  }

  private static @Nullable Cost costOf(Settlement settlement) {
    return settlement.charges().stream().map(Charge::cost).reduce(Cost::plus).orElse(null);
  }

  private static Cost usd(String amount) {
    return new Cost.Known(new BigDecimal(amount));
  }

  @Test
  void everyAttemptCostsWhatItsOwnDeploymentTakes() {
    // given
    scene.provider("first", saying(new MessageFailed(error(ErrorKind.UPSTREAM_OVERLOADED), LOST)));
    scene.provider("second", counted(ANSWERED));
    scene.priceOf("first", price("0.5", "100"));
    scene.priceOf("second", price("1", "2"));
    // when
    scene.ask().awaitEnd();
    // then
    Settlement settlement = scene.settlement();
    assertThat(settlement.cost()).isEqualTo(usd("4"));
    assertThat(settlement.lost()).extracting(Charge::cost).containsExactly(usd("1.5"));
    assertThat(costOf(settlement)).isEqualTo(usd("5.5"));
  }

  @Test
  void whatOneDeploymentTakesAndNobodyKnowsMakesTheWholeUnknown() {
    // given
    scene.provider("first", saying(new MessageFailed(error(ErrorKind.UPSTREAM_OVERLOADED), LOST)));
    scene.provider("second", counted(ANSWERED));
    scene.priceOf("second", price("1", "2"));
    // when
    scene.ask().awaitEnd();
    // then
    Settlement settlement = scene.settlement();
    assertThat(settlement.cost()).isEqualTo(usd("4"));
    assertThat(costOf(settlement)).isEqualTo(new Cost.Unknown(Cost.Reason.NO_PRICE));
  }

  /** T4: a caller who leaves is billed what was received. */
  @Test
  void aStreamThatTheCallerLeavesCostsWhatCameOfIt() {
    // given
    scene.provider("first", saying(started(), new TextDelta(0, "some words")));
    scene.priceOf("first", price("1", "2"));
    FakeCaller caller = scene.ask();
    caller.awaitFirst();
    // when
    caller.cancel();
    // then
    assertThat(scene.settlement().usage()).isEqualTo(Usage.estimated(8, 3));
    assertThat(scene.settlement().cost()).isEqualTo(usd("0.014"));
  }

  @Test
  void nothingThatBeganCostsNothing() {
    // given
    scene.provider("first", failing(error(ErrorKind.INVALID_REQUEST)));
    scene.priceOf("first", price("1", "2"));
    // when
    scene.ask().awaitEnd();
    // then
    assertThat(costOf(scene.settlement())).isNull();
  }

  /** T2: usage and cost wrong, mostly in streams; an estimate is a cost, and never nothing. */
  @Test
  void anAnswerWhoseProviderCountedNothingIsPricedByTheEstimate() {
    // given
    scene.provider("first", answering("hello"));
    scene.priceOf("first", price("1", "2"));
    // when
    scene.ask().awaitEnd();
    // then: "how do you do" in a turn of its own, and "hello"
    assertThat(scene.settlement().usage()).isEqualTo(Usage.estimated(8, 2));
    assertThat(scene.settlement().cost()).isEqualTo(usd("0.012"));
  }

  @Test
  void whatTheProviderSaysThatItCostIsKeptBesideAndNotBilled() {
    // given
    Usage told = ANSWERED.withRaw(Json.of("{\"cost_in_usd_ticks\": 12345000000}"));
    scene.provider("first", counted(told));
    scene.priceOf("first", price("1", "2"));
    // when
    scene.ask().awaitEnd();
    // then
    assertThat(scene.settlement().toldCostUsd()).isEqualTo(new BigDecimal("1.2345"));
    assertThat(costOf(scene.settlement())).isEqualTo(usd("4"));
  }
}
