package io.lattice.core.dialect.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.Writing;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes typed events as {@code chat.completion.chunk} objects. Confined to one stream. */
final class ChunkWriter {
  private static final Set<String> OWN =
      Set.of("id", "object", "created", "model", "choices", "usage");

  private final Writing writing;
  private final Set<Integer> begun = new HashSet<>();
  private ChatEvent.MessageStarted start;

  ChunkWriter(Writing writing) {
    this.writing = writing;
    this.start = new ChatEvent.MessageStarted(writing.id(), writing.model(), 0, Map.of());
  }

  void started(ChatEvent.MessageStarted event) {
    start = event;
  }

  /** The chunk of one event, or null where it has none of its own. */
  byte @Nullable [] chunkOf(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta e) {
      return delta(e.choice(), json -> json.writeStringField("content", e.text()));
    }
    if (event instanceof ChatEvent.RefusalDelta e) {
      return delta(e.choice(), json -> json.writeStringField("refusal", e.text()));
    }
    if (event instanceof ChatEvent.ReasoningDelta e) {
      return delta(e.choice(), json -> json.writeStringField("reasoning_content", e.text()));
    }
    if (event instanceof ChatEvent.ReasoningSigned e) {
      return delta(e.choice(), json -> AnswerParts.signature(json, "", e.signature(), e.issuer()));
    }
    if (event instanceof ChatEvent.ToolCallStarted e) {
      return delta(e.choice(), json -> AnswerParts.toolCallStart(json, e));
    }
    if (event instanceof ChatEvent.ToolCallDelta e) {
      return delta(e.choice(), json -> AnswerParts.toolCallDelta(json, e));
    }
    if (event instanceof ChatEvent.CitationAdded e) {
      return delta(e.choice(), json -> AnswerParts.annotation(json, e.citation()));
    }
    if (event instanceof ChatEvent.ExtraAdded e) {
      return delta(e.choice(), json -> JsonText.raw(json, e.name(), e.value()));
    }
    if (event instanceof ChatEvent.LogprobsAdded e) {
      return chunk(
          json -> choice(json, e.choice(), each -> JsonText.raw(each, "logprobs", e.logprobs())));
    }
    if (event instanceof ChatEvent.ChoiceFinished e) {
      String reason = e.reason().name().toLowerCase(Locale.ROOT);
      return chunk(
          json -> choice(json, e.choice(), each -> each.writeStringField("finish_reason", reason)));
    }
    return null;
  }

  /** The chunk that holds usage and no choice. */
  byte[] usage(Usage usage) {
    return JsonText.object(
        json -> {
          head(json);
          json.writeArrayFieldStart("choices");
          json.writeEndArray();
          AnswerParts.usage(json, usage);
        });
  }

  private byte[] delta(int index, JsonText.Body delta) {
    boolean first = begun.add(index);
    return chunk(
        json -> {
          json.writeStartObject();
          json.writeNumberField("index", index);
          json.writeObjectFieldStart("delta");
          if (first) {
            json.writeStringField("role", "assistant");
          }
          delta.write(json);
          json.writeEndObject();
          json.writeNullField("finish_reason");
          json.writeEndObject();
        });
  }

  private static void choice(JsonGenerator json, int index, JsonText.Body member)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", index);
    json.writeObjectFieldStart("delta");
    json.writeEndObject();
    member.write(json);
    json.writeEndObject();
  }

  private byte[] chunk(JsonText.Body choice) {
    return JsonText.object(
        json -> {
          head(json);
          json.writeArrayFieldStart("choices");
          choice.write(json);
          json.writeEndArray();
          if (writing.usageAsked()) {
            json.writeNullField("usage");
          }
        });
  }

  private void head(JsonGenerator json) throws IOException {
    json.writeStringField("id", start.id().isEmpty() ? writing.id() : start.id());
    json.writeStringField("object", "chat.completion.chunk");
    json.writeNumberField("created", start.created() == 0 ? writing.created() : start.created());
    json.writeStringField("model", start.model().isEmpty() ? writing.model() : start.model());
    JsonText.extras(json, start.extras(), OWN);
  }
}
