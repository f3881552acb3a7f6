package io.lattice.api.chat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tokens billed, in one convention whatever the provider's: cached, written, audio and image input
 * is inside {@code inputTokens}, reasoning and audio output inside {@code outputTokens}.
 *
 * @param cachedInputTokens read from the provider's cache
 * @param cacheWriteTokens written to the provider's cache, however long it keeps them
 * @param cacheWriteHourTokens those of them that it keeps for an hour, which cost more
 * @param imageInputTokens input that came as images, where the provider tells it
 * @param source who counted
 * @param raw the provider's own usage object, or null where it sent none
 */
public record Usage(
    long inputTokens,
    long outputTokens,
    long cachedInputTokens,
    long cacheWriteTokens,
    long cacheWriteHourTokens,
    long reasoningTokens,
    long audioInputTokens,
    long audioOutputTokens,
    long imageInputTokens,
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

  /** What a provider counted, with nothing cached, thought or heard. */
  public static Usage counted(long input, long output) {
    return new Usage(input, output, 0, 0, 0, 0, 0, 0, 0, Source.PROVIDER, null);
  }

  /** What we counted, since the provider did not. */
  public static Usage estimated(long input, long output) {
    return new Usage(input, output, 0, 0, 0, 0, 0, 0, 0, Source.ESTIMATED, null);
  }

  /** The same with input that was read from a cache; at most all of it. */
  public Usage withCachedInput(long tokens) {
    return new Usage(
        inputTokens,
        outputTokens,
        Math.min(tokens, inputTokens),
        cacheWriteTokens,
        cacheWriteHourTokens,
        reasoningTokens,
        audioInputTokens,
        audioOutputTokens,
        imageInputTokens,
        source,
        raw);
  }

  /** The same with input that was written to a cache, part of it for an hour; at most all. */
  public Usage withCacheWrites(long tokens, long forAnHour) {
    long written = Math.min(tokens, inputTokens);
    return new Usage(
        inputTokens,
        outputTokens,
        cachedInputTokens,
        written,
        Math.min(forAnHour, written),
        reasoningTokens,
        audioInputTokens,
        audioOutputTokens,
        imageInputTokens,
        source,
        raw);
  }

  /** The same with output that was thought; at most all of it. */
  public Usage withReasoning(long tokens) {
    return new Usage(
        inputTokens,
        outputTokens,
        cachedInputTokens,
        cacheWriteTokens,
        cacheWriteHourTokens,
        Math.min(tokens, outputTokens),
        audioInputTokens,
        audioOutputTokens,
        imageInputTokens,
        source,
        raw);
  }

  /** The same with what was heard, spoken and seen; at most all of the input or output. */
  public Usage withMedia(long audioInput, long audioOutput, long imageInput) {
    return new Usage(
        inputTokens,
        outputTokens,
        cachedInputTokens,
        cacheWriteTokens,
        cacheWriteHourTokens,
        reasoningTokens,
        Math.min(audioInput, inputTokens),
        Math.min(audioOutput, outputTokens),
        Math.min(imageInput, inputTokens),
        source,
        raw);
  }

  /**
   * The same where the provider's count broke off before the answer did: with as much output as we
   * counted, and at least as much as the provider did.
   */
  public Usage withEstimatedOutput(long tokens) {
    return new Usage(
        inputTokens,
        Math.max(tokens, outputTokens),
        cachedInputTokens,
        cacheWriteTokens,
        cacheWriteHourTokens,
        reasoningTokens,
        audioInputTokens,
        audioOutputTokens,
        imageInputTokens,
        Source.ESTIMATED,
        raw);
  }

  /** The same with the provider's own object. */
  public Usage withRaw(@Nullable Json providers) {
    return new Usage(
        inputTokens,
        outputTokens,
        cachedInputTokens,
        cacheWriteTokens,
        cacheWriteHourTokens,
        reasoningTokens,
        audioInputTokens,
        audioOutputTokens,
        imageInputTokens,
        source,
        providers);
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
        cacheWriteHourTokens + other.cacheWriteHourTokens,
        reasoningTokens + other.reasoningTokens,
        audioInputTokens + other.audioInputTokens,
        audioOutputTokens + other.audioOutputTokens,
        imageInputTokens + other.imageInputTokens,
        counted ? Source.PROVIDER : Source.ESTIMATED,
        null);
  }
}
