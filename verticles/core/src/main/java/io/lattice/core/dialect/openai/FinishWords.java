package io.lattice.core.dialect.openai;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.FinishReason;
import io.lattice.core.dialect.DialectException;
import java.util.Map;

/** The words for why an answer ended, this dialect's own and those of servers that copy it. */
final class FinishWords {
  private static final Map<String, FinishReason> REASONS =
      Map.ofEntries(
          Map.entry("stop", FinishReason.STOP),
          Map.entry("length", FinishReason.LENGTH),
          Map.entry("max_tokens", FinishReason.LENGTH),
          Map.entry("tool_calls", FinishReason.TOOL_CALLS),
          Map.entry("function_call", FinishReason.TOOL_CALLS),
          Map.entry("tool_use", FinishReason.TOOL_CALLS),
          Map.entry("content_filter", FinishReason.CONTENT_FILTER));

  private FinishWords() {}

  /**
   * What a provider's word means; one that is not known means a stop.
   *
   * @throws DialectException with UPSTREAM_OVERLOADED for the word {@code error}, by which some
   *     servers break off
   */
  static FinishReason read(String word) {
    if (word.equals("error")) {
      throw new DialectException(
          new ChatError(
              ErrorKind.UPSTREAM_OVERLOADED,
              "the provider broke the answer off with finish_reason 'error'",
              "finish_reason_error"));
    }
    return REASONS.getOrDefault(word, FinishReason.STOP);
  }

  /** Some servers say stop although they call tools; calls are what the caller must act on. */
  static FinishReason corrected(FinishReason reason, boolean callsTools) {
    return callsTools && reason == FinishReason.STOP ? FinishReason.TOOL_CALLS : reason;
  }

  static String word(FinishReason reason) {
    return switch (reason) {
      case STOP -> "stop";
      case LENGTH -> "length";
      case TOOL_CALLS -> "tool_calls";
      case CONTENT_FILTER -> "content_filter";
    };
  }
}
