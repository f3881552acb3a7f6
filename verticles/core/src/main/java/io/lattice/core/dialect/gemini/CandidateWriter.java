package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Citation;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is told of one choice beside its content, and told with its finish. Confined to one answer.
 */
final class CandidateWriter {
  /** What Google itself tells there. */
  private static final Set<String> KNOWN =
      Set.of(
          "groundingMetadata",
          "citationMetadata",
          "urlContextMetadata",
          "safetyRatings",
          "finishMessage",
          "avgLogprobs",
          "tokenCount");

  private final StringBuilder text = new StringBuilder();
  private final Map<String, Json> extras = new LinkedHashMap<>();
  private final List<Citation> citations = new ArrayList<>();
  private final List<Json> logprobs = new ArrayList<>();
  private ChatEvent.@Nullable ChoiceFinished finished;

  /** Text that was said: citations count its bytes. */
  void said(String piece) {
    text.append(piece);
  }

  void extra(String name, Json value) {
    if (KNOWN.contains(name) && JsonText.isOneValue(value)) {
      extras.put(name, value);
    }
  }

  /** Google's own stand in the metadata that comes beside them. */
  void cited(Citation citation) {
    if (citation.raw() == null || !PartWriter.isOurs(citation.raw())) {
      citations.add(citation);
    }
  }

  void logprobs(Json piece) {
    logprobs.add(piece);
  }

  void finished(ChatEvent.ChoiceFinished event) {
    finished = event;
  }

  /** Writes the fields that come with the finish. */
  void write(JsonText json) {
    if (finished != null) {
      json.field("finishReason", FinishWords.word(finished.reason(), finished.providerReason()));
    }
    extras.forEach(json::field);
    Logprobs.write(logprobs, json);
    if (!citations.isEmpty() && !extras.containsKey("groundingMetadata")) {
      grounding(json);
    }
  }

  private void grounding(JsonText json) {
    json.name("groundingMetadata").startObject().name("groundingChunks").startArray();
    for (Citation citation : citations) {
      json.startObject().name("web").startObject();
      json.field("uri", citation.url()).field("title", citation.title()).endObject().endObject();
    }
    json.endArray().name("groundingSupports").startArray();
    for (int i = 0; i < citations.size(); i++) {
      support(citations.get(i), i, json);
    }
    json.endArray().endObject();
  }

  private void support(Citation citation, int chunk, JsonText json) {
    if (citation.start() == null || citation.end() == null) {
      return;
    }
    String all = text.toString();
    int start = Math.max(0, Math.min(citation.start(), all.length()));
    int end = Math.max(start, Math.min(citation.end(), all.length()));
    json.startObject().name("segment").startObject();
    json.field("startIndex", (Integer) ByteOffsets.bytes(all, start));
    json.field("endIndex", (Integer) ByteOffsets.bytes(all, end));
    json.field("text", all.substring(start, end)).endObject();
    json.name("groundingChunkIndices").startArray().number(chunk).endArray().endObject();
  }
}
