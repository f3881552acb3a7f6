package io.lattice.core.usage;

import io.lattice.api.chat.Usage;
import io.lattice.config.model.DatedPrice;
import io.lattice.config.model.Price;
import io.lattice.config.model.Pricing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The product of usage and price.
 *
 * <p>Every token is priced once. Input is taken apart in this order: read from the cache, written
 * to it for an hour, written to it otherwise, heard, seen, and text; output is spoken or text. A
 * part without a price of its own costs what text does; a write for an hour costs as much as any
 * other write. So a price that does not tell cached input is too high rather than too low, and one
 * that does not tell writes is too low by what a provider adds for them.
 */
public final class Costs {
  /** Prices are for as many tokens. */
  private static final int THOUSAND = 3;

  private Costs() {}

  /**
   * What the usage costs.
   *
   * @param pricing the deployment's, or null where it is not known
   * @param at when the provider was asked
   */
  public static Cost of(Usage usage, @Nullable Pricing pricing, Instant at) {
    if (pricing == null) {
      return new Cost.Unknown(Cost.Reason.NO_PRICE);
    }
    Optional<DatedPrice> dated = pricing.at(at);
    if (dated.isEmpty()) {
      return new Cost.Unknown(Cost.Reason.NO_PRICE_THAT_DAY);
    }
    Price price = dated.get().forInput(usage.inputTokens());
    BigDecimal output = price.output();
    if (output == null) {
      return usage.outputTokens() > 0
          ? new Cost.Unknown(Cost.Reason.NO_OUTPUT_PRICE)
          : known(input(usage, price));
    }
    return known(input(usage, price).add(output(usage, output, price.audioOutput())));
  }

  private static Cost known(BigDecimal thousandfold) {
    return new Cost.Known(thousandfold.movePointLeft(THOUSAND));
  }

  private static BigDecimal input(Usage usage, Price price) {
    BigDecimal write = or(price.cacheWrite(), price.input());
    Share share = new Share(usage.inputTokens());
    long cached = share.take(usage.cachedInputTokens());
    long hour = share.take(Math.min(usage.cacheWriteHourTokens(), usage.cacheWriteTokens()));
    long written = share.take(usage.cacheWriteTokens() - usage.cacheWriteHourTokens());
    long heard = share.take(usage.audioInputTokens());
    long seen = share.take(usage.imageInputTokens());
    return times(cached, or(price.cachedInput(), price.input()))
        .add(times(hour, or(price.cacheWriteHour(), write)))
        .add(times(written, write))
        .add(times(heard, or(price.audioInput(), price.input())))
        .add(times(seen, or(price.imageInput(), price.input())))
        .add(times(share.left(), price.input()));
  }

  private static BigDecimal output(Usage usage, BigDecimal text, @Nullable BigDecimal audio) {
    Share share = new Share(usage.outputTokens());
    long spoken = share.take(usage.audioOutputTokens());
    return times(spoken, or(audio, text)).add(times(share.left(), text));
  }

  private static BigDecimal times(long tokens, BigDecimal price) {
    return price.multiply(BigDecimal.valueOf(tokens));
  }

  private static BigDecimal or(@Nullable BigDecimal price, BigDecimal otherwise) {
    return price == null ? otherwise : price;
  }
}
