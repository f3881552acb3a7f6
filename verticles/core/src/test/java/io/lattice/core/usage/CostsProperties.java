package io.lattice.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Usage;
import io.lattice.config.model.DatedPrice;
import io.lattice.config.model.Price;
import io.lattice.config.model.PriceBand;
import io.lattice.config.model.Pricing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class CostsProperties {
  private static final int PARTS = 8;
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  @Provide
  static Arbitrary<Price> prices() {
    Arbitrary<BigDecimal> some =
        Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.TEN).ofScale(6);
    Arbitrary<BigDecimal> maybe = some.injectNull(0.3);
    return Combinators.combine(some, some, maybe, maybe, maybe, maybe, maybe, maybe).as(Price::new);
  }

  /** Text, cached, written, written for an hour, heard, seen; written text, spoken. */
  private static Usage usage(List<Integer> parts) {
    int input = parts.subList(0, 6).stream().mapToInt(each -> each).sum();
    return Usage.counted(input, parts.get(6) + parts.get(7))
        .withCachedInput(parts.get(1))
        .withCacheWrites(parts.get(2) + parts.get(3), parts.get(3))
        .withMedia(parts.get(4), parts.get(7), parts.get(5));
  }

  private static BigDecimal cost(Usage usage, Pricing pricing) {
    return ((Cost.Known) Costs.of(usage, pricing, NOW)).usd();
  }

  @Property
  void anotherTokenOfAnyPartNeverCostsLess(
      @ForAll @Size(PARTS) List<@IntRange(max = 1_000_000) Integer> parts,
      @ForAll @IntRange(max = PARTS - 1) int which,
      @ForAll("prices") Price price) {
    List<Integer> more = new ArrayList<>(parts);
    more.set(which, parts.get(which) + 1);

    assertThat(cost(usage(more), Pricing.of(price)))
        .isGreaterThanOrEqualTo(cost(usage(parts), Pricing.of(price)));
  }

  @Property
  void withBandsThatRiseAnotherTokenNeverCostsLess(
      @ForAll @Size(PARTS) List<@IntRange(max = 100) Integer> parts,
      @ForAll @IntRange(max = PARTS - 1) int which,
      @ForAll @IntRange(min = 1, max = 600) int above,
      @ForAll("prices") Price price) {
    Price dearer =
        new Price(price.input().add(BigDecimal.TEN), BigDecimal.TEN.add(price.input()), null, null);
    Price plain = new Price(price.input(), BigDecimal.TEN, null, null);
    Pricing pricing =
        new Pricing(
            List.of(new DatedPrice(null, null, plain, List.of(new PriceBand(above, dearer)))));
    List<Integer> more = new ArrayList<>(parts);
    more.set(which, parts.get(which) + 1);

    assertThat(cost(usage(more), pricing)).isGreaterThanOrEqualTo(cost(usage(parts), pricing));
  }

  @Property
  void twoRequestsCostTogetherWhatEachCosts(
      @ForAll @Size(PARTS) List<@IntRange(max = 1_000_000) Integer> one,
      @ForAll @Size(PARTS) List<@IntRange(max = 1_000_000) Integer> other,
      @ForAll("prices") Price price) {
    Pricing pricing = Pricing.of(price);

    assertThat(cost(usage(one).plus(usage(other)), pricing))
        .isEqualByComparingTo(cost(usage(one), pricing).add(cost(usage(other), pricing)));
  }

  /** Whatever nonsense a provider counts: T2, and the record's own convention. */
  @Property
  void whateverTheCountsTheCostIsNeverNegativeNorMoreThanTheDearestPrice(
      @ForAll @Size(9) List<@LongRange(min = -5, max = 1_000) Long> counts,
      @ForAll("prices") Price price) {
    Usage usage =
        new Usage(
            counts.get(0),
            counts.get(1),
            counts.get(2),
            counts.get(3),
            counts.get(4),
            counts.get(5),
            counts.get(6),
            counts.get(7),
            counts.get(8),
            Usage.Source.PROVIDER,
            null);

    BigDecimal cost = cost(usage, Pricing.of(price));

    assertThat(cost).isNotNegative();
    assertThat(cost)
        .isLessThanOrEqualTo(
            new BigDecimal("0.01")
                .multiply(
                    BigDecimal.valueOf(Math.max(0, counts.get(0)) + Math.max(0, counts.get(1)))));
  }
}
