package io.lattice.api.chat;

import org.jspecify.annotations.Nullable;

/**
 * How the next token is drawn. Null leaves a value to the provider; values pass unclamped, since
 * each provider has its own ranges and says so itself.
 *
 * @param logprobs whether to return log probabilities
 * @param topLogprobs alternatives per token
 */
public record Sampling(
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Integer topK,
    @Nullable Double frequencyPenalty,
    @Nullable Double presencePenalty,
    @Nullable Long seed,
    @Nullable Boolean logprobs,
    @Nullable Integer topLogprobs) {

  public static final Sampling DEFAULT =
      new Sampling(null, null, null, null, null, null, null, null);
}
