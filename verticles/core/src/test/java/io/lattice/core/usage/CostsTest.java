package io.lattice.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.config.model.DatedPrice;
import io.lattice.config.model.Price;
import io.lattice.config.model.PriceBand;
import io.lattice.config.model.Pricing;
import io.lattice.core.usage.Cost.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples that the complaints about other gateways' bills are about. */
class CostsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  /** Claude Opus 5.5, in USD per 1,000. */
  private static final Price OPUS =
      new Price(
          usd("0.004"), usd("0.02"), usd("0.0002"), usd("0.005"), usd("0.008"), null, null, null);

  private static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }

  private static Cost known(String amount) {
    return new Cost.Known(usd(amount));
  }

  private static Cost costOf(Usage usage, Price price) {
    return Costs.of(usage, Pricing.of(price), NOW);
  }

  /** T2: cached tokens are inside of the input, and priced once. */
  @Test
  void pricesCachedAndWrittenInputOnceAndNotAsPlainInputToo() {
    Usage usage = Usage.counted(10_000, 100).withCachedInput(7_000).withCacheWrites(2_000, 500);

    // 1,000 plain, 7,000 cached, 1,500 written for minutes, 500 for an hour, 100 output
    assertThat(costOf(usage, OPUS)).isEqualTo(known("0.0189"));
  }

  /** T2: reasoning is inside of the output. */
  @Test
  void pricesThinkingOnceAsOutput() {
    assertThat(costOf(Usage.counted(0, 1_000).withReasoning(900), OPUS)).isEqualTo(known("0.02"));
  }

  @Test
  void pricesWhatIsHeardSeenAndSpokenByItself() {
    Price price = new Price(usd("1"), usd("10"), null, null, null, usd("2"), usd("20"), usd("3"));

    Usage usage = Usage.counted(6_000, 3_000).withMedia(1_000, 1_000, 2_000);

    // 3 text + 2 heard + 6 seen, 20 written + 20 spoken
    assertThat(costOf(usage, price)).isEqualTo(known("51"));
  }

  @Test
  void aPartWithoutAPriceOfItsOwnCostsWhatTextDoes() {
    Price price = new Price(usd("1"), usd("10"), null, null);

    Usage usage =
        Usage.counted(5_000, 1_000)
            .withCachedInput(1_000)
            .withCacheWrites(2_000, 1_000)
            .withMedia(1_000, 1_000, 1_000);

    assertThat(costOf(usage, price)).isEqualTo(known("15"));
  }

  @Test
  void aWriteForAnHourWithoutAPriceOfItsOwnCostsAsMuchAsAnyWrite() {
    Price price = new Price(usd("1"), usd("10"), null, usd("3"));

    assertThat(costOf(Usage.counted(1_000, 0).withCacheWrites(1_000, 1_000), price))
        .isEqualTo(known("3"));
  }

  @Test
  void aLongPromptPricesTheWholeRequestAnew() {
    DatedPrice dated =
        new DatedPrice(
            null,
            null,
            new Price(usd("2"), usd("12"), null, null),
            List.of(new PriceBand(200_000, new Price(usd("4"), usd("18"), null, null))));
    Pricing pricing = new Pricing(List.of(dated));

    assertThat(Costs.of(Usage.counted(200_000, 1_000), pricing, NOW)).isEqualTo(known("412"));
    assertThat(Costs.of(Usage.counted(201_000, 1_000), pricing, NOW)).isEqualTo(known("822"));
  }

  @Test
  void takesThePriceOfTheDay() {
    Pricing pricing =
        new Pricing(
            List.of(
                new DatedPrice(null, null, new Price(usd("1"), usd("1"), null, null), List.of()),
                new DatedPrice(
                    LocalDate.of(2027, 1, 1),
                    LocalDate.of(2027, 2, 1),
                    new Price(usd("2"), usd("2"), null, null),
                    List.of())));
    Usage usage = Usage.counted(1_000, 0);

    assertThat(Costs.of(usage, pricing, Instant.parse("2026-12-31T23:59:59.999Z")))
        .isEqualTo(known("1"));
    assertThat(Costs.of(usage, pricing, Instant.parse("2027-01-01T00:00:00Z")))
        .isEqualTo(known("2"));
    assertThat(Costs.of(usage, pricing, Instant.parse("2027-02-01T00:00:00Z")))
        .isEqualTo(new Cost.Unknown(Reason.NO_PRICE_THAT_DAY));
  }

  /** T19: a model that is missing from the price table does not cost 0. */
  @Test
  void anUnknownPriceIsNotNothing() {
    assertThat(Costs.of(Usage.counted(1, 1), null, NOW))
        .isEqualTo(new Cost.Unknown(Reason.NO_PRICE));
  }

  @Test
  void vectorsNeedNoPriceOfOutputAndAnswersDo() {
    Price embedding = new Price(usd("1"), null, null, null);

    assertThat(costOf(Usage.counted(1_000, 0), embedding)).isEqualTo(known("1"));
    assertThat(costOf(Usage.counted(1_000, 1), embedding))
        .isEqualTo(new Cost.Unknown(Reason.NO_OUTPUT_PRICE));
  }

  @Test
  void readsWhatXaiSaysThatItCost() {
    Usage usage = Usage.counted(1, 1);

    assertThat(ToldCost.of(usage)).isNull();
    assertThat(ToldCost.of(usage.withRaw(Json.of("{\"cost_in_usd_ticks\":700500}"))))
        .isEqualTo(usd("0.00007005"));
    assertThat(ToldCost.of(usage.withRaw(Json.of("{\"cost_in_usd_ticks\":-1}")))).isNull();
    assertThat(ToldCost.of(usage.withRaw(Json.of("{\"cost_in_usd_ticks\":\"much\"}")))).isNull();
  }
}
