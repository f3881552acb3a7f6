package io.lattice.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.core.usage.Charge;
import io.lattice.core.usage.Cost;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageFeedTest {
  private static final Cost KNOWN = new Cost.Known(new BigDecimal("0.0000001"));

  private final List<JsonObject> told = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final UsageFeed feed = new UsageFeed(told::add, later::add);

  private static RequestRecord record(String id, Charge... charges) {
    return new RequestRecord(
        id,
        "ann",
        "m",
        "d",
        "openai",
        null,
        2,
        null,
        Duration.ofMillis(7),
        null,
        Usage.counted(3, 4),
        null,
        List.of(charges),
        new BigDecimal("0.0000002"),
        List.of("team-a"));
  }

  private static Charge charge(Cost cost) {
    return new Charge("d", Usage.counted(3, 4).withCachedInput(2), cost);
  }

  @Test
  void tellsTheRequestsOfASecondTogether() {
    // when
    feed.settled(record("one", charge(KNOWN)));
    feed.settled(record("two", charge(KNOWN)));
    // then
    assertThat(told).isEmpty();
    assertThat(later).hasSize(1);
    later.get(0).run();
    assertThat(told).hasSize(1);
    assertThat(told.get(0).getJsonArray("requests"))
        .extracting(each -> ((JsonObject) each).getString("request_id"))
        .containsExactly("one", "two");
  }

  @Test
  void tellsManyBeforeTheSecondIsOver() {
    // when
    for (int i = 0; i < UsageFeed.MOST; i++) {
      feed.settled(record("r" + i, charge(KNOWN)));
    }
    // then
    assertThat(told).hasSize(1);
    later.get(0).run();
    assertThat(told).hasSize(1);
  }

  @Test
  void beginsASecondAnewForWhatComesLater() {
    // given
    feed.settled(record("one", charge(KNOWN)));
    later.remove(0).run();
    // when
    feed.settled(record("two", charge(KNOWN)));
    later.remove(0).run();
    // then
    assertThat(told).hasSize(2);
  }

  @Test
  void whatUsedNothingIsNotTold() {
    // when
    feed.settled(RequestRecord.refused("id", "ann", ErrorKind.TOO_LARGE, Duration.ZERO));
    // then
    assertThat(later).isEmpty();
  }

  @Test
  void aReportTellsEveryAttemptAndWhatAllOfThemCost() {
    // when
    JsonObject report =
        UsageReport.of(
            record("one", new Charge("lost", Usage.estimated(1, 2), KNOWN), charge(KNOWN)));
    // then
    assertThat(report)
        .isEqualTo(
            new JsonObject(
                """
                {"request_id": "one", "caller": "ann", "model": "m", "outcome": "ok",
                 "tags": ["team-a"],
                 "charges": [
                   {"deployment": "lost",
                    "usage": {"input_tokens": 1, "output_tokens": 2, "cached_input_tokens": 0,
                      "cache_write_tokens": 0, "cache_write_hour_tokens": 0,
                      "reasoning_tokens": 0, "audio_input_tokens": 0, "audio_output_tokens": 0,
                      "image_input_tokens": 0, "source": "estimated"},
                    "cost_usd": "0.0000001"},
                   {"deployment": "d",
                    "usage": {"input_tokens": 3, "output_tokens": 4, "cached_input_tokens": 2,
                      "cache_write_tokens": 0, "cache_write_hour_tokens": 0,
                      "reasoning_tokens": 0, "audio_input_tokens": 0, "audio_output_tokens": 0,
                      "image_input_tokens": 0, "source": "provider"},
                    "cost_usd": "0.0000001"}],
                 "told_cost_usd": "0.0000002",
                 "cost_usd": "0.0000002"}"""));
  }

  /** T19: what nobody knows is no 0. */
  @Test
  void aCostThatNobodyKnowsIsNoNumber() {
    // given
    Cost unknown = new Cost.Unknown(Cost.Reason.NO_PRICE_THAT_DAY);
    // when
    JsonObject report = UsageReport.of(record("one", charge(KNOWN), charge(unknown)));
    // then
    assertThat(report.getString("cost_unknown")).isEqualTo("no_price_that_day");
    assertThat(report.containsKey("cost_usd")).isFalse();
  }
}
