package io.lattice.core.dialect.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.Citation;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ResponseFold;
import io.lattice.core.dialect.Writing;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a whole answer as one {@code chat.completion} object. Pure. */
final class OpenAiWholeWriter {
  private static final Set<String> OWN =
      Set.of("id", "object", "created", "model", "choices", "usage");

  private OpenAiWholeWriter() {}

  static Bytes write(List<ChatEvent> events, Writing writing) {
    ResponseFold fold = new ResponseFold();
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.NativeBytes e) {
        return e.bytes();
      }
      fold.add(event);
    }
    return Bytes.wrap(JsonText.object(json -> write(json, fold.response(), writing)));
  }

  private static void write(JsonGenerator json, ChatResponse response, Writing writing)
      throws IOException {
    json.writeStringField("id", response.id().isEmpty() ? writing.id() : response.id());
    json.writeStringField("object", "chat.completion");
    json.writeNumberField(
        "created", response.created() == 0 ? writing.created() : response.created());
    json.writeStringField("model", response.model().isEmpty() ? writing.model() : response.model());
    json.writeArrayFieldStart("choices");
    for (ChatResponse.Choice choice : response.choices()) {
      choice(json, choice);
    }
    json.writeEndArray();
    if (response.usage() != null) {
      AnswerParts.usage(json, response.usage());
    }
    JsonText.extras(json, response.extras(), OWN);
  }

  private static void choice(JsonGenerator json, ChatResponse.Choice choice) throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", choice.index());
    json.writeObjectFieldStart("message");
    message(json, choice);
    json.writeEndObject();
    if (choice.logprobs() != null) {
      JsonText.raw(json, "logprobs", choice.logprobs());
    }
    json.writeStringField(
        "finish_reason",
        choice.finishReason() == null
            ? null
            : choice.finishReason().name().toLowerCase(Locale.ROOT));
    json.writeEndObject();
  }

  private static void message(JsonGenerator json, ChatResponse.Choice choice) throws IOException {
    List<Part> parts = choice.message().parts();
    String text = choice.message().text();
    json.writeStringField("role", "assistant");
    json.writeStringField("content", text.isEmpty() && !parts.isEmpty() ? null : text);
    String refusal = joined(parts, Part.Refusal.class, each -> each.text());
    json.writeStringField("refusal", refusal.isEmpty() ? null : refusal);
    String reasoning = joined(parts, Part.Reasoning.class, each -> each.text());
    if (!reasoning.isEmpty()) {
      json.writeStringField("reasoning_content", reasoning);
    }
    signatures(json, parts);
    toolCalls(json, parts);
    if (!choice.citations().isEmpty()) {
      json.writeArrayFieldStart("annotations");
      for (Citation citation : choice.citations()) {
        AnswerParts.citation(json, citation);
      }
      json.writeEndArray();
    }
    JsonText.extras(json, choice.message().extras(), Set.of("role", "content"));
  }

  private static <P extends Part> String joined(
      List<Part> parts, Class<P> type, Function<P, String> text) {
    return parts.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .map(text)
        .collect(Collectors.joining());
  }

  private static void signatures(JsonGenerator json, List<Part> parts) throws IOException {
    boolean open = false;
    for (Part part : parts) {
      if (part instanceof Part.Reasoning e && e.signature() != null) {
        if (!open) {
          json.writeArrayFieldStart("thinking_blocks");
          open = true;
        }
        AnswerParts.signedBlock(
            json, e.text(), e.signature(), e.issuer() == null ? "" : e.issuer());
      }
    }
    if (open) {
      json.writeEndArray();
    }
  }

  private static void toolCalls(JsonGenerator json, List<Part> parts) throws IOException {
    boolean open = false;
    for (Part part : parts) {
      if (part instanceof Part.ToolCall call) {
        if (!open) {
          json.writeArrayFieldStart("tool_calls");
          open = true;
        }
        json.writeStartObject();
        json.writeStringField("id", call.id());
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", call.name());
        json.writeStringField("arguments", call.arguments());
        json.writeEndObject();
        json.writeEndObject();
      }
    }
    if (open) {
      json.writeEndArray();
    }
  }
}
