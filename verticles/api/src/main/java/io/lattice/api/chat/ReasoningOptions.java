package io.lattice.api.chat;

import org.jspecify.annotations.Nullable;

/**
 * How hard the model should think. Null leaves it to the provider.
 *
 * @param effort the provider's word: {@code none}, {@code minimal}, {@code low} ... {@code max}
 * @param budgetTokens at most this many tokens of thought
 */
public record ReasoningOptions(@Nullable String effort, @Nullable Integer budgetTokens) {

  public static final ReasoningOptions DEFAULT = new ReasoningOptions(null, null);
}
