package io.lattice.config.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment costs from one day to another, in UTC.
 *
 * @param from the first day, or null for ever since
 * @param until the first day on which it holds no more, or null for as long as no other follows
 * @param price of a prompt that no band is for
 * @param bands for longer prompts, the shortest first
 */
public record DatedPrice(
    @Nullable LocalDate from, @Nullable LocalDate until, Price price, List<PriceBand> bands) {

  /** Copies the list. */
  public DatedPrice {
    Objects.requireNonNull(price, "price");
    bands = List.copyOf(bands);
    if (from != null && until != null && !from.isBefore(until)) {
      throw new IllegalArgumentException("a price from " + from + " cannot end on " + until);
    }
    for (int i = 1; i < bands.size(); i++) {
      if (bands.get(i).above() <= bands.get(i - 1).above()) {
        throw new IllegalArgumentException("price bands must rise");
      }
    }
  }

  boolean holdsOn(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
  }

  /** The price of a request whose prompt has so many tokens, cached ones included. */
  public Price forInput(long tokens) {
    Price found = price;
    for (PriceBand band : bands) {
      if (tokens > band.above()) {
        found = band.price();
      }
    }
    return found;
  }
}
