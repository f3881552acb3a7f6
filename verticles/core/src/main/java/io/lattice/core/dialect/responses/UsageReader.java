package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonTree;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads usage, whose convention is ours: cached input inside of the input, reasoning inside of the
 * output. Counts that cannot be are brought into range; the provider's own object is kept beside.
 */
final class UsageReader {
  /** More than any answer can hold, and far from overflow in any sum. */
  static final BigDecimal MAX_TOKENS = BigDecimal.valueOf(1_000_000_000L);

  private UsageReader() {}

  /** Null where the object counts nothing. */
  static @Nullable Usage read(JsonTree usage) {
    Long input = count(usage, "input_tokens");
    Long output = count(usage, "output_tokens");
    if (input == null && output == null) {
      return null;
    }
    JsonTree inputDetails = usage.get("input_tokens_details");
    JsonTree outputDetails = usage.get("output_tokens_details");
    long in = orZero(input);
    long reasoning = orZero(count(outputDetails, "reasoning_tokens"));
    long out = orZero(output) + apart(reasoning, in + orZero(output), count(usage, "total_tokens"));
    return Usage.counted(in, out)
        .withCachedInput(orZero(count(inputDetails, "cached_tokens")))
        .withCacheWrites(orZero(count(inputDetails, "cache_write_tokens")), 0)
        .withReasoning(reasoning)
        .withMedia(
            orZero(count(inputDetails, "audio_tokens")),
            orZero(count(outputDetails, "audio_tokens")),
            orZero(count(inputDetails, "image_tokens")))
        .withRaw(usage.json());
  }

  /** The reasoning that a provider counts beside its output, as its own total tells. */
  private static long apart(long reasoning, long sum, @Nullable Long total) {
    return total != null && total == sum + reasoning ? reasoning : 0;
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }

  private static @Nullable Long count(@Nullable JsonTree object, String name) {
    JsonTree field = object == null ? null : object.get(name);
    BigDecimal number = field == null ? null : field.number();
    return number == null ? null : number.max(BigDecimal.ZERO).min(MAX_TOKENS).longValue();
  }
}
