package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatRequest;
import io.lattice.core.dialect.UpstreamTarget;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens an answer may have, which this dialect must be told.
 *
 * <p>Where the caller leaves it open it is as much as the model can, but not so much that one
 * answer takes ten minutes, for which Anthropic wants a stream.
 */
final class MaxTokens {
  static final String FIELD = "max_tokens";

  /** Every model of this family can do as many. */
  private static final int OF_ANY_MODEL = 4_096;

  private static final int BY_DEFAULT = 16_384;

  private MaxTokens() {}

  static int of(ChatRequest request, UpstreamTarget target, Told told) {
    Integer asked = request.maxOutputTokens();
    if (asked == null) {
      int added = added(target, Thinking.wantedBudget(request.reasoning(), target));
      told.changed(FIELD, added + " was added");
      return added;
    }
    Integer most = target.maxOutputTokens();
    if (most != null && asked > most) {
      told.changed(FIELD, most + " instead of " + asked + ", the most of this model");
      return most;
    }
    return asked;
  }

  /**
   * What is added where the caller left it open.
   *
   * @param budget tokens of thought that come before the answer, or null
   */
  static int added(UpstreamTarget target, @Nullable Integer budget) {
    Integer most = target.maxOutputTokens();
    int room = most == null ? OF_ANY_MODEL : Math.min(most, BY_DEFAULT);
    long all = budget == null ? room : (long) room + Math.max(0, budget);
    return (int) Math.min(all, most == null ? Integer.MAX_VALUE : most);
  }
}
