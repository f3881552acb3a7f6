package io.lattice.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.core.usage.Charge;
import io.lattice.core.usage.Cost;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetersTest {
  private static final Usage USAGE = Usage.counted(3, 5);

  private final Metrics metrics = new Metrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void addUpOverEventLoops() {
    // given
    FrontDoorMeters one = new FrontDoorMeters(metrics, "openai");
    FrontDoorMeters other = new FrontDoorMeters(metrics, "openai");
    // when
    one.began();
    other.began();
    other.began();
    other.refused(ErrorKind.TOO_LARGE);
    Observation seen = new Observation(() -> 0);
    seen.see(List.of(new ChatEvent.TextDelta(0, "one"), new ChatEvent.MessageEnded()));
    one.answered(true, seen);
    // then
    assertThat(metrics.scrape())
        .contains("lattice_requests_in_flight{face=\"openai\"} 1.0")
        .contains("lattice_requests_total{face=\"openai\",outcome=\"too_large\"} 1.0")
        .contains("lattice_requests_total{face=\"openai\",outcome=\"ok\"} 1.0")
        .contains("lattice_request_duration_seconds_count{face=\"openai\",streamed=\"true\"} 1")
        .contains("lattice_time_to_first_content_seconds_count{face=\"openai\"} 1");
  }

  @Test
  void countTokensByDirection() {
    // when
    new ChatMeters(metrics).settled(recordOf("gpt-4o", "gpt-4o-eu"));
    // then
    assertThat(metrics.scrape())
        .contains("lattice_chats_total{model=\"gpt-4o\",outcome=\"ok\"} 1.0")
        .contains("lattice_tokens_total{direction=\"input\",model=\"gpt-4o\"} 3.0")
        .contains("lattice_tokens_total{direction=\"output\",model=\"gpt-4o\"} 5.0");
  }

  @Test
  void takeNoLabelFromACaller() {
    // given
    ChatMeters meters = new ChatMeters(metrics);
    // when
    meters.settled(recordOf("made-up-1", null));
    meters.settled(recordOf("made-up-2", null));
    // then
    assertThat(metrics.scrape())
        .contains("lattice_chats_total{model=\"other\",outcome=\"ok\"} 2.0")
        .doesNotContain("made-up");
  }

  @Test
  void countWhatWasLostAsAPartOfWhatWasUsed() {
    // when
    new ChatMeters(metrics).settled(recordOf("gpt-4o", "gpt-4o-eu", Usage.estimated(1, 2)));
    // then
    assertThat(metrics.scrape())
        .contains("lattice_tokens_total{direction=\"output\",model=\"gpt-4o\"} 5.0")
        .contains("lattice_tokens_lost_total{direction=\"input\",model=\"gpt-4o\"} 1.0")
        .contains("lattice_tokens_lost_total{direction=\"output\",model=\"gpt-4o\"} 2.0");
  }

  @Test
  void countTheKindsOfTokensThatHaveAPriceOfTheirOwn() {
    // given
    Usage usage =
        Usage.counted(100, 50).withCachedInput(60).withCacheWrites(30, 10).withReasoning(20);
    // when
    new ChatMeters(metrics).settled(recordUsing(usage));
    // then
    assertThat(metrics.scrape())
        .contains("lattice_tokens_part_total{model=\"m\",part=\"cached_input\"} 60.0")
        .contains("lattice_tokens_part_total{model=\"m\",part=\"cache_write\"} 30.0")
        .contains("lattice_tokens_part_total{model=\"m\",part=\"cache_write_hour\"} 10.0")
        .contains("lattice_tokens_part_total{model=\"m\",part=\"reasoning\"} 20.0")
        .doesNotContain("audio");
  }

  @Test
  void countCostsWhereTheyAroseAndTellEstimatesApart() {
    // given
    Cost known = new Cost.Known(new BigDecimal("0.25"));
    // when
    new ChatMeters(metrics)
        .settled(
            recordOf(
                "m",
                "b",
                Usage.estimated(1, 2),
                new Charge("a", Usage.estimated(1, 2), known),
                new Charge("b", USAGE, known.plus(known))));
    // then
    assertThat(metrics.scrape())
        .contains("lattice_cost_usd_total{deployment=\"a\",usage=\"estimated\"} 0.25")
        .contains("lattice_cost_usd_total{deployment=\"b\",usage=\"provider\"} 0.5");
  }

  /** T19: a price that is missing shows, and is no cost of 0. */
  @Test
  void countRequestsWhoseCostNobodyKnows() {
    // given
    Cost unknown = new Cost.Unknown(Cost.Reason.NO_PRICE);
    // when
    new ChatMeters(metrics).settled(recordOf("m", "b", null, new Charge("b", USAGE, unknown)));
    // then
    assertThat(metrics.scrape())
        .contains("lattice_cost_unknown_total{deployment=\"b\",reason=\"no_price\"} 1.0")
        .doesNotContain("lattice_cost_usd");
  }

  private static RequestRecord recordUsing(Usage usage) {
    return new RequestRecord(
        "id",
        "ann",
        "m",
        "d",
        null,
        null,
        1,
        null,
        Duration.ZERO,
        null,
        usage,
        null,
        List.of(),
        null,
        List.of());
  }

  private static RequestRecord recordOf(String model, @Nullable String deployment) {
    return recordOf(model, deployment, null);
  }

  private static RequestRecord recordOf(
      String model, @Nullable String deployment, @Nullable Usage lost, Charge... charges) {
    return new RequestRecord(
        "id",
        "ann",
        model,
        deployment,
        null,
        null,
        1,
        null,
        Duration.ZERO,
        null,
        USAGE,
        lost,
        List.of(charges),
        null,
        List.of());
  }
}
