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
    if (usage.cacheWriteTokens() > 0) {
      json.field("cache_write_tokens", (Long) usage.cacheWriteTokens());
    }
    json.endObject();
    json.name("completion_tokens_details").startObject();
    json.field("reasoning_tokens", (Long) usage.reasoningTokens()).endObject();
    json.endObject();
  }
}
