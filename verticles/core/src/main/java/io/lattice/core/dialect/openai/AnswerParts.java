package io.lattice.core.dialect.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Citation;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What an answer is made of, in OpenAI's words; the same in a chunk and in a whole answer. */
final class AnswerParts {

  private AnswerParts() {}

  /** Signed reasoning has no place in OpenAI's chat; this is the form that its clients keep. */
  static void signature(JsonGenerator json, String text, String signature, String issuer)
      throws IOException {
    json.writeArrayFieldStart("thinking_blocks");
    signedBlock(json, text, signature, issuer);
    json.writeEndArray();
  }

  static void signedBlock(JsonGenerator json, String text, String signature, String issuer)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "thinking");
    json.writeStringField("thinking", text);
    json.writeStringField("signature", signature);
    json.writeStringField("issuer", issuer);
    json.writeEndObject();
  }

  static void toolCallStart(JsonGenerator json, ChatEvent.ToolCallStarted call) throws IOException {
    json.writeArrayFieldStart("tool_calls");
    json.writeStartObject();
    json.writeNumberField("index", call.index());
    json.writeStringField("id", call.id());
    json.writeStringField("type", "function");
    json.writeObjectFieldStart("function");
    json.writeStringField("name", call.name());
    json.writeStringField("arguments", "");
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
  }

  static void toolCallDelta(JsonGenerator json, ChatEvent.ToolCallDelta call) throws IOException {
    json.writeArrayFieldStart("tool_calls");
    json.writeStartObject();
    json.writeNumberField("index", call.index());
    json.writeObjectFieldStart("function");
    json.writeStringField("arguments", call.arguments());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
  }

  static void annotation(JsonGenerator json, Citation citation) throws IOException {
    json.writeArrayFieldStart("annotations");
    citation(json, citation);
    json.writeEndArray();
  }

  static void citation(JsonGenerator json, Citation citation) throws IOException {
    Json raw = citation.raw();
    if (raw != null) {
      json.writeRawValue(raw.text());
      return;
    }
    json.writeStartObject();
    json.writeStringField("type", "url_citation");
    json.writeObjectFieldStart("url_citation");
    json.writeStringField("url", citation.url());
    json.writeStringField("title", citation.title());
    number(json, "start_index", citation.start());
    number(json, "end_index", citation.end());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, @Nullable Integer value)
      throws IOException {
    if (value != null) {
      json.writeNumberField(name, value);
    }
  }

  /** In OpenAI's convention, which is ours: cached inside input, reasoning inside output. */
  static void usage(JsonGenerator json, Usage usage) throws IOException {
    json.writeObjectFieldStart("usage");
    json.writeNumberField("prompt_tokens", usage.inputTokens());
    json.writeNumberField("completion_tokens", usage.outputTokens());
    json.writeNumberField("total_tokens", usage.totalTokens());
    json.writeObjectFieldStart("prompt_tokens_details");
    json.writeNumberField("cached_tokens", usage.cachedInputTokens());
    json.writeEndObject();
    json.writeObjectFieldStart("completion_tokens_details");
    json.writeNumberField("reasoning_tokens", usage.reasoningTokens());
    json.writeEndObject();
    if (usage.source() == Usage.Source.ESTIMATED) {
      json.writeBooleanField("estimated", true);
    }
    json.writeEndObject();
  }
}
