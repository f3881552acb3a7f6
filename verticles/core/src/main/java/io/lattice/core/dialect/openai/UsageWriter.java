package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonText;

/** Writes usage in this dialect's convention, which is ours. */
final class UsageWriter {
  private UsageWriter() {}

  static void write(Usage usage, JsonText json) {
    json.startObject();
    json.field("prompt_tokens", (Long) usage.inputTokens());
    json.field("completion_tokens", (Long) usage.outputTokens());
    json.field("total_tokens", (Long) usage.totalTokens());
    json.name("prompt_tokens_details").startObject();
    json.field("cached_tokens", (Long) usage.cachedInputTokens());
    moreThanNone("cache_write_tokens", usage.cacheWriteTokens(), json);
    moreThanNone("audio_tokens", usage.audioInputTokens(), json);
    moreThanNone("image_tokens", usage.imageInputTokens(), json);
    json.endObject();
    json.name("completion_tokens_details").startObject();
    json.field("reasoning_tokens", (Long) usage.reasoningTokens());
    moreThanNone("audio_tokens", usage.audioOutputTokens(), json);
    json.endObject();
    json.endObject();
  }

  private static void moreThanNone(String name, long tokens, JsonText json) {
    if (tokens > 0) {
      json.field(name, (Long) tokens);
    }
  }
}
