package io.lattice.config.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment costs, as long as that is known. On any day at most one price holds.
 *
 * @param prices at least one, the earliest first; one that says no end ends where the next begins
 */
public record Pricing(List<DatedPrice> prices) {

  /** Copies the list. */
  public Pricing {
    prices = List.copyOf(prices);
    if (prices.isEmpty()) {
      throw new IllegalArgumentException("pricing holds at least one price");
    }
    for (int i = 1; i < prices.size(); i++) {
      if (!follows(prices.get(i - 1), prices.get(i))) {
        throw new IllegalArgumentException("prices must follow each other without overlap");
      }
    }
  }

  /** One price, for ever. */
  public static Pricing of(Price price) {
    return new Pricing(List.of(new DatedPrice(null, null, price, List.of())));
  }

  private static boolean follows(DatedPrice before, DatedPrice after) {
    return after.from() != null
        && (before.from() == null || before.from().isBefore(after.from()))
        && (before.until() == null || !before.until().isAfter(after.from()));
  }

  /** The price that holds at an instant, or nothing on a day that none is for. */
  public Optional<DatedPrice> at(Instant now) {
    LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    // The last that has begun is the one: it ends those before it.
    for (int i = prices.size() - 1; i >= 0; i--) {
      LocalDate from = prices.get(i).from();
      if (from == null || !day.isBefore(from)) {
        return Optional.of(prices.get(i)).filter(price -> price.holdsOn(day));
      }
    }
    return Optional.empty();
  }

  /** Whether every price says what an answer costs. */
  public boolean pricesOutput() {
    return prices.stream()
        .allMatch(
            dated ->
                dated.price().output() != null
                    && dated.bands().stream().allMatch(band -> band.price().output() != null));
  }
}
