package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonText;

/** Writes usage in this dialect's convention, which is ours. */
final class UsageWriter {
  private UsageWriter() {}

  static void write(Usage usage, JsonText json) {
    json.startObject();
    json.field("input_tokens", (Long) usage.inputTokens());
    json.name("input_tokens_details").startObject();
    json.field("cached_tokens", (Long) usage.cachedInputTokens());
    json.field("cache_write_tokens", (Long) usage.cacheWriteTokens());
    moreThanNone("audio_tokens", usage.audioInputTokens(), json);
    moreThanNone("image_tokens", usage.imageInputTokens(), json);
    json.endObject();
    json.field("output_tokens", (Long) usage.outputTokens());
    json.name("output_tokens_details").startObject();
    json.field("reasoning_tokens", (Long) usage.reasoningTokens());
    moreThanNone("audio_tokens", usage.audioOutputTokens(), json);
    json.endObject();
    json.field("total_tokens", (Long) usage.totalTokens()).endObject();
  }

  private static void moreThanNone(String name, long tokens, JsonText json) {
    if (tokens > 0) {
      json.field(name, (Long) tokens);
    }
  }
}
