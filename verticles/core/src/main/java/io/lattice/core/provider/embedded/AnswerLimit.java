package io.lattice.core.provider.embedded;

import io.lattice.api.chat.FinishReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of an answer a caller wants.
 *
 * @param length characters from the beginning
 * @param reason {@code LENGTH} where the caller's number of tokens cuts the text, else {@code STOP}
 */
record AnswerLimit(int length, FinishReason reason) {

  /**
   * @param stop the text ends before the first of these; empty ones mean nothing
   * @param maxWords at most this many, or null for all
   */
  static AnswerLimit of(String text, List<String> stop, @Nullable Integer maxWords) {
    int stopped = firstOf(stop, text);
    int allowed = maxWords == null ? text.length() : lengthOf(text, Math.max(0, maxWords));
    return allowed < stopped
        ? new AnswerLimit(allowed, FinishReason.LENGTH)
        : new AnswerLimit(stopped, FinishReason.STOP);
  }

  private static int firstOf(List<String> stop, String text) {
    return stop.stream()
        .filter(sequence -> !sequence.isEmpty())
        .mapToInt(text::indexOf)
        .filter(place -> place >= 0)
        .min()
        .orElse(text.length());
  }

  private static int lengthOf(String text, int words) {
    return Words.split(text).stream().limit(words).mapToInt(String::length).sum();
  }
}
