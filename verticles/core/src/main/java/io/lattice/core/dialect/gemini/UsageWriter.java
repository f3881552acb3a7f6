package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonText;

/** Writes usage as Google counts it: thoughts beside what was said. */
final class UsageWriter {
  private UsageWriter() {}

  static void write(Usage usage, JsonText json) {
    json.startObject();
    json.field("promptTokenCount", (Long) usage.inputTokens());
    json.field("candidatesTokenCount", (Long) (usage.outputTokens() - usage.reasoningTokens()));
    moreThanNone("thoughtsTokenCount", usage.reasoningTokens(), json);
    moreThanNone("cachedContentTokenCount", usage.cachedInputTokens(), json);
    json.field("totalTokenCount", (Long) usage.totalTokens());
    long text = usage.inputTokens() - usage.audioInputTokens() - usage.imageInputTokens();
    if (usage.audioInputTokens() + usage.imageInputTokens() > 0) {
      json.name("promptTokensDetails").startArray();
      detail("TEXT", text, json);
      detail("AUDIO", usage.audioInputTokens(), json);
      detail("IMAGE", usage.imageInputTokens(), json);
      json.endArray();
    }
    if (usage.audioOutputTokens() > 0) {
      json.name("candidatesTokensDetails").startArray();
      detail("AUDIO", usage.audioOutputTokens(), json);
      json.endArray();
    }
    json.endObject();
  }

  private static void moreThanNone(String name, long tokens, JsonText json) {
    if (tokens > 0) {
      json.field(name, (Long) tokens);
    }
  }

  private static void detail(String kind, long tokens, JsonText json) {
    if (tokens > 0) {
      json.startObject().field("modality", kind).field("tokenCount", (Long) tokens).endObject();
    }
  }
}
