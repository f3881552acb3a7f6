package io.lattice.core.observe;

import io.lattice.api.chat.Usage;
import java.util.function.ToLongFunction;

/** The parts of input and output tokens that are told by themselves. They may overlap. */
enum TokenPart {
  CACHED_INPUT("cached_input", "cachedInputTokens", Usage::cachedInputTokens),
  /** Whatever the time that it is kept. */
  CACHE_WRITE("cache_write", "cacheWriteTokens", Usage::cacheWriteTokens),
  CACHE_WRITE_HOUR("cache_write_hour", "cacheWriteHourTokens", Usage::cacheWriteHourTokens),
  REASONING("reasoning", "reasoningTokens", Usage::reasoningTokens),
  AUDIO_INPUT("audio_input", "audioInputTokens", Usage::audioInputTokens),
  AUDIO_OUTPUT("audio_output", "audioOutputTokens", Usage::audioOutputTokens),
  IMAGE_INPUT("image_input", "imageInputTokens", Usage::imageInputTokens);

  private final String word;
  private final String logKey;

  @SuppressWarnings("ImmutableEnumChecker") // They are pure functions.
  private final ToLongFunction<Usage> tokens;

  TokenPart(String word, String logKey, ToLongFunction<Usage> tokens) {
    this.word = word;
    this.logKey = logKey;
    this.tokens = tokens;
  }

  /** For labels and JSON. */
  String word() {
    return word;
  }

  String logKey() {
    return logKey;
  }

  long of(Usage usage) {
    return tokens.applyAsLong(usage);
  }

  /** Who counted, for labels and logs. */
  static String sourceOf(Usage usage) {
    return usage.source() == Usage.Source.PROVIDER ? "provider" : "estimated";
  }
}
