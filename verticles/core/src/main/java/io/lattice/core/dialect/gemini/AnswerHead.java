package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.Writing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an answer tells of itself as a whole. Confined to one answer. */
final class AnswerHead {
  /** What Google itself tells there. */
  private static final Set<String> KNOWN = Set.of("promptFeedback", "modelStatus");

  private final Map<String, Json> extras = new LinkedHashMap<>();
  private String id;
  private String model;

  AnswerHead(Writing writing) {
    this.id = writing.id();
    this.model = writing.model();
  }

  /** What the provider says of the answer goes before what we would. */
  void start(ChatEvent.MessageStarted started) {
    id = started.id().isEmpty() ? id : started.id();
    model = started.model().isEmpty() ? model : started.model();
    started.extras().forEach(this::extra);
  }

  void extra(String name, Json value) {
    if (KNOWN.contains(name) && JsonText.isOneValue(value)) {
      extras.put(name, value);
    }
  }

  /** Writes the fields that come after the candidates. */
  void write(@Nullable Usage usage, JsonText json) {
    extras.forEach(json::field);
    extras.clear();
    if (usage != null) {
      json.name("usageMetadata");
      UsageWriter.write(usage, json);
    }
    json.field("modelVersion", model).field("responseId", id);
  }
}
