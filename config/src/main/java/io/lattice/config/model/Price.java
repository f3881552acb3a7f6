package io.lattice.config.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What tokens cost, in USD per 1,000. What is not known is null, which is not the same as free.
 *
 * @param input tokens of the prompt
 * @param output tokens of the answer, thinking included; null for a model that only embeds
 * @param cachedInput tokens of the prompt that the provider had cached
 * @param cacheWrite tokens of the prompt that the provider puts into its cache, for minutes
 * @param cacheWriteHour tokens of the prompt that the provider puts into its cache for an hour
 * @param audioInput tokens of the prompt that were heard
 * @param audioOutput tokens of the answer that were spoken
 * @param imageInput tokens of the prompt that were seen
 */
public record Price(
    BigDecimal input,
    @Nullable BigDecimal output,
    @Nullable BigDecimal cachedInput,
    @Nullable BigDecimal cacheWrite,
    @Nullable BigDecimal cacheWriteHour,
    @Nullable BigDecimal audioInput,
    @Nullable BigDecimal audioOutput,
    @Nullable BigDecimal imageInput) {

  /** Prices are not negative. */
  public Price {
    check(input, "input");
    check(output, "output");
    check(cachedInput, "cachedInput");
    check(cacheWrite, "cacheWrite");
    check(cacheWriteHour, "cacheWriteHour");
    check(audioInput, "audioInput");
    check(audioOutput, "audioOutput");
    check(imageInput, "imageInput");
  }

  /** Of text, where a cache keeps for one length of time. */
  public Price(
      BigDecimal input,
      @Nullable BigDecimal output,
      @Nullable BigDecimal cachedInput,
      @Nullable BigDecimal cacheWrite) {
    this(input, output, cachedInput, cacheWrite, null, null, null, null);
  }

  private static void check(@Nullable BigDecimal price, String name) {
    if (price != null && price.signum() < 0) {
      throw new IllegalArgumentException("price " + name + " must not be negative, not " + price);
    }
  }
}
