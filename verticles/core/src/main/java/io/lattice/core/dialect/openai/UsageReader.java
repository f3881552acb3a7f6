package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonTree;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads usage into the one convention: cached input inside of the input, reasoning inside of the
 * output. Counts that cannot be are brought into range; the provider's own object is kept beside.
 */
final class UsageReader {
  /** More than any answer can hold, and far from overflow in any sum. */
  private static final BigDecimal MAX_TOKENS = BigDecimal.valueOf(1_000_000_000L);

  private UsageReader() {}

  /** Null where the object counts nothing. */
  static @Nullable Usage read(JsonTree usage, OpenAiFlavor flavor) {
    Long input = count(usage, "prompt_tokens");
    Long output = count(usage, "completion_tokens");
    if (input == null && output == null) {
      return null;
    }
    long in = orZero(input);
    long out = orZero(output);
    JsonTree inputDetails = usage.get("prompt_tokens_details");
    long cached = orZero(count(inputDetails, "cached_tokens"));
    long written = orZero(count(inputDetails, "cache_write_tokens"));
    long reasoning = orZero(count(usage.get("completion_tokens_details"), "reasoning_tokens"));
    if (isApart(reasoning, in + out, count(usage, "total_tokens"), flavor)) {
      out += reasoning;
    }
    JsonTree outputDetails = usage.get("completion_tokens_details");
    return Usage.counted(in, out)
        .withCachedInput(cached)
        .withCacheWrites(written, 0)
        .withReasoning(reasoning)
        .withMedia(
            orZero(count(inputDetails, "audio_tokens")),
            orZero(count(outputDetails, "audio_tokens")),
            orZero(count(inputDetails, "image_tokens")))
        .withRaw(usage.json());
  }

  /** The provider's own total tells best whether reasoning is counted beside the output. */
  private static boolean isApart(
      long reasoning, long sum, @Nullable Long total, OpenAiFlavor flavor) {
    if (total != null && total == sum) {
      return false;
    }
    return flavor.countsReasoningApart() || (total != null && total == sum + reasoning);
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
