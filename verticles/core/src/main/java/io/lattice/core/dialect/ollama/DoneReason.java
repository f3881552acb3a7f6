package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.FinishReason;
import org.jspecify.annotations.Nullable;

/** The words for why an answer is done. */
final class DoneReason {
  private static final String LENGTH = "length";
  private static final String FILTER = "content_filter";

  private DoneReason() {}

  /**
   * What a word means; {@code load}, {@code unload} and any that is not known mean a stop.
   *
   * @param word null where an older version gives none
   * @param callsTools Ollama says stop although the model calls tools, which the caller must act on
   */
  static FinishReason read(@Nullable String word, boolean callsTools) {
    if (LENGTH.equals(word)) {
      return FinishReason.LENGTH;
    }
    if (FILTER.equals(word)) {
      return FinishReason.CONTENT_FILTER;
    }
    return callsTools ? FinishReason.TOOL_CALLS : FinishReason.STOP;
  }

  static String word(FinishReason reason) {
    return switch (reason) {
      case STOP, TOOL_CALLS -> "stop";
      case LENGTH -> LENGTH;
      case CONTENT_FILTER -> FILTER;
    };
  }
}
