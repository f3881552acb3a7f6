package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.Redaction;
import org.jspecify.annotations.Nullable;

/** Answers without a candidate: why there is none. */
final class PromptFeedback {
  private PromptFeedback() {}

  /**
   * Checks {@code promptFeedback}.
   *
   * @throws DialectException with CONTENT_REJECTED where it says that the prompt was blocked
   */
  static void check(@Nullable JsonTree feedback) {
    String reason = feedback == null ? null : feedback.string("blockReason");
    if (feedback == null || reason == null || reason.isEmpty()) {
      return;
    }
    String said = feedback.string("blockReasonMessage");
    String why = said == null || said.isEmpty() ? "" : ": " + Redaction.of(said);
    String word = reason.replaceAll("[^A-Z_]", "");
    throw new DialectException(
        new ChatError(
            ErrorKind.CONTENT_REJECTED,
            "the provider blocked the prompt (" + word + ")" + why,
            "content_filter"));
  }

  /** A stop with nothing before it, which is no answer. */
  static DialectException silence() {
    return new DialectException(
        new ChatError(
            ErrorKind.UPSTREAM_PROTOCOL, "the provider's answer is empty", "empty_response"));
  }
}
