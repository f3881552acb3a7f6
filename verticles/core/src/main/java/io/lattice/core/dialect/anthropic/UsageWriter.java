package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonText;

/** Writes usage in this dialect's convention: cached and written input beside the input. */
final class UsageWriter {
  private UsageWriter() {}

  static void write(Usage usage, JsonText json) {
    long written = usage.cacheWriteTokens();
    long cached = usage.cachedInputTokens();
    json.startObject();
    json.field("input_tokens", (Long) Math.max(0, usage.inputTokens() - written - cached));
    json.field("cache_creation_input_tokens", (Long) written);
    json.field("cache_read_input_tokens", (Long) cached);
    if (written > 0) {
      long forAnHour = usage.cacheWriteHourTokens();
      json.name("cache_creation").startObject();
      json.field("ephemeral_5m_input_tokens", (Long) (written - forAnHour));
      json.field("ephemeral_1h_input_tokens", (Long) forAnHour).endObject();
    }
    json.field("output_tokens", (Long) usage.outputTokens());
    if (usage.reasoningTokens() > 0) {
      json.name("output_tokens_details").startObject();
      json.field("thinking_tokens", (Long) usage.reasoningTokens()).endObject();
    }
    json.endObject();
  }
}
