package io.lattice.config.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class PricingProperties {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

  /** Prices without gaps, the first since ever; each is told by its input. */
  private static Pricing changing(SortedSet<Integer> days) {
    List<DatedPrice> prices = new ArrayList<>();
    prices.add(dated(null, 0));
    for (int day : days) {
      prices.add(dated(DAY.plusDays(day), prices.size()));
    }
    return new Pricing(prices);
  }

  private static DatedPrice dated(@Nullable LocalDate from, int number) {
    Price price = new Price(BigDecimal.valueOf(number), BigDecimal.ONE, null, null);
    return new DatedPrice(from, null, price, List.of());
  }

  @Property
  void exactlyOnePriceHoldsAtAnyInstant(
      @ForAll @Size(max = 5) List<@IntRange(max = 100) Integer> changes,
      @ForAll @IntRange(min = -10, max = 110) int day,
      @ForAll @IntRange(max = 86_399) int second) {
    TreeSet<Integer> days = new TreeSet<>(changes);
    Pricing pricing = changing(days);

    DatedPrice found =
        pricing
            .at(DAY.plusDays(day).atStartOfDay().plusSeconds(second).toInstant(ZoneOffset.UTC))
            .orElseThrow();

    assertThat(found.price().input().intValue()).isEqualTo(days.headSet(day, true).size());
  }

  @Property
  void theBandIsThatOfTheLargestBoundBelow(
      @ForAll @Size(max = 4) List<@IntRange(min = 1, max = 50) Integer> bounds,
      @ForAll @IntRange(max = 60) int tokens) {
    TreeSet<Integer> rising = new TreeSet<>(bounds);
    List<PriceBand> bands =
        rising.stream().map(above -> new PriceBand(above, dated(null, above).price())).toList();
    DatedPrice dated = new DatedPrice(null, null, dated(null, 0).price(), bands);

    Integer bound = rising.lower(tokens);

    assertThat(dated.forInput(tokens).input().intValue()).isEqualTo(bound == null ? 0 : bound);
  }
}
