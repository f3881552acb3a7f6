package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.FinishReason;
import java.util.Map;

/** Anthropic's words for why an answer ended. */
final class StopWords {
  static final String STOP_SEQUENCE = "stop_sequence";
  static final String REFUSAL = "refusal";

  private static final Map<String, FinishReason> REASONS =
      Map.of(
          "end_turn",
          FinishReason.STOP,
          STOP_SEQUENCE,
          FinishReason.STOP,
          "pause_turn",
          FinishReason.STOP,
          "max_tokens",
          FinishReason.LENGTH,
          "model_context_window_exceeded",
          FinishReason.LENGTH,
          "tool_use",
          FinishReason.TOOL_CALLS,
          REFUSAL,
          FinishReason.CONTENT_FILTER);

  private StopWords() {}

  /** What a provider's word means; one that is not known means a stop. */
  static FinishReason read(String word) {
    return REASONS.getOrDefault(word, FinishReason.STOP);
  }

  /** The provider's own word where it is one of ours and means the same, else the plain one. */
  static String word(FinishReason reason, String providers) {
    if (REASONS.get(providers) == reason) {
      return providers;
    }
    return switch (reason) {
      case STOP -> "end_turn";
      case LENGTH -> "max_tokens";
      case TOOL_CALLS -> "tool_use";
      case CONTENT_FILTER -> REFUSAL;
    };
  }
}
