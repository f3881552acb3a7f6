package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonTree;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads usage into the one convention. Google counts cached input inside of the prompt, and beside
 * prompt and candidates what tools put into the prompt and what the model thought. Counts that
 * cannot be are brought into range; the provider's own object is kept beside.
 */
final class UsageReader {
  /** More than any answer can hold, and far from overflow in any sum. */
  private static final BigDecimal MAX_TOKENS = BigDecimal.valueOf(500_000_000L);

  private UsageReader() {}

  /** Null where the object counts nothing, as in all chunks of Vertex AI but the last. */
  static @Nullable Usage read(JsonTree usage) {
    Long prompt = count(usage, "promptTokenCount");
    Long candidates = count(usage, "candidatesTokenCount");
    Long thoughts = count(usage, "thoughtsTokenCount");
    if (prompt == null && candidates == null && thoughts == null) {
      return null;
    }
    long input = orZero(prompt) + orZero(count(usage, "toolUsePromptTokenCount"));
    long output = orZero(candidates) + orZero(thoughts);
    return Usage.counted(input, output)
        .withCachedInput(orZero(count(usage, "cachedContentTokenCount")))
        .withReasoning(orZero(thoughts))
        .withMedia(
            input(usage, "AUDIO"),
            ofKind(usage, "candidatesTokensDetails", "AUDIO"),
            input(usage, "IMAGE"))
        .withRaw(usage.json());
  }

  private static long input(JsonTree usage, String kind) {
    return ofKind(usage, "promptTokensDetails", kind)
        + ofKind(usage, "toolUsePromptTokensDetails", kind);
  }

  private static long ofKind(JsonTree usage, String list, String kind) {
    JsonTree details = usage.get(list, JsonTree.Kind.ARRAY);
    long sum = 0;
    if (details != null) {
      for (JsonTree detail : details.items()) {
        sum += kind.equals(detail.string("modality")) ? orZero(count(detail, "tokenCount")) : 0;
      }
    }
    return Math.min(sum, MAX_TOKENS.longValue());
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }

  static @Nullable Long count(JsonTree object, String name) {
    JsonTree field = object.get(name);
    BigDecimal number = field == null ? null : field.number();
    return number == null ? null : number.max(BigDecimal.ZERO).min(MAX_TOKENS).longValue();
  }
}
