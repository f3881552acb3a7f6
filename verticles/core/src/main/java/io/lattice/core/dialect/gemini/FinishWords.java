package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.FinishReason;
import io.lattice.core.dialect.DialectException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Google's words for why an answer ended; see
 * https://ai.google.dev/api/generate-content#FinishReason.
 */
final class FinishWords {
  private static final Set<String> CUT = Set.of("MAX_TOKENS", "CONTINUATION");

  private static final Set<String> FILTERED =
      Set.of(
          "SAFETY",
          "RECITATION",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION",
          "MODEL_ARMOR");

  /** The model stumbled, and asked again it mostly does not: the same may be tried once more. */
  private static final Map<String, ErrorKind> FAILED =
      Map.of(
          "MALFORMED_FUNCTION_CALL", ErrorKind.UPSTREAM_OVERLOADED,
          "MALFORMED_RESPONSE", ErrorKind.UPSTREAM_OVERLOADED,
          "UNEXPECTED_TOOL_CALL", ErrorKind.UPSTREAM_OVERLOADED,
          "TOO_MANY_TOOL_CALLS", ErrorKind.UPSTREAM_PROTOCOL,
          "MISSING_THOUGHT_SIGNATURE", ErrorKind.UPSTREAM_PROTOCOL);

  private FinishWords() {}

  /**
   * What a word means; one that is not known means a stop. Google has none for calls.
   *
   * @param callsTools whether the answer has calls
   * @throws DialectException with UPSTREAM_OVERLOADED or UPSTREAM_PROTOCOL where the answer is none
   */
  static FinishReason read(String word, boolean callsTools) {
    ErrorKind failed = FAILED.get(word);
    if (failed != null) {
      throw new DialectException(
          new ChatError(
              failed,
              "the provider broke the answer off with finishReason " + word,
              word.toLowerCase(Locale.ROOT)));
    }
    if (CUT.contains(word)) {
      return FinishReason.LENGTH;
    }
    if (FILTERED.contains(word)) {
      return FinishReason.CONTENT_FILTER;
    }
    return callsTools ? FinishReason.TOOL_CALLS : FinishReason.STOP;
  }

  /** Whether an answer that ends so may say nothing at all. */
  static boolean explainsSilence(FinishReason reason) {
    return reason == FinishReason.LENGTH || reason == FinishReason.CONTENT_FILTER;
  }

  /** Google's word, the provider's own where that was one. */
  static String word(FinishReason reason, String providers) {
    return switch (reason) {
      case STOP, TOOL_CALLS -> "STOP";
      case LENGTH -> "MAX_TOKENS";
      case CONTENT_FILTER -> FILTERED.contains(providers) ? providers : "SAFETY";
    };
  }
}
