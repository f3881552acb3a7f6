package io.lattice.api.chat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tokens billed, in one convention whatever the provider's: cached and written input is inside
 * {@code inputTokens}, reasoning inside {@code outputTokens}.
 *
 * @param source who counted
 * @param raw the provider's own usage object, or null where it sent none
 */
public record Usage(
    long inputTokens,
    long outputTokens,
    long cachedInputTokens,
    long cacheWriteTokens,
    long reasoningTokens,
    Source source,
    @Nullable Json raw) {

  /** Who counted the tokens. */
  public enum Source {
    PROVIDER,
    /** The provider sent none; a count of ours, never 0 for something. */
    ESTIMATED
  }

  public Usage {
    Objects.requireNonNull(source, "source");
  }

  public long totalTokens() {
    return inputTokens + outputTokens;
  }

  /** Both together; an estimate where either is one. No provider's own object says as much. */
  public Usage plus(Usage other) {
    boolean counted = source == Source.PROVIDER && other.source == Source.PROVIDER;
    return new Usage(
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        cachedInputTokens + other.cachedInputTokens,
        cacheWriteTokens + other.cacheWriteTokens,
        reasoningTokens + other.reasoningTokens,
        counted ? Source.PROVIDER : Source.ESTIMATED,
        null);
  }
}
