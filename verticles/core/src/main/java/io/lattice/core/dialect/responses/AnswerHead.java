package io.lattice.core.dialect.responses;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.Writing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a response object tells of its answer as a whole: of the provider's what it said, of ours
 * what it did not. Confined to one answer.
 */
final class AnswerHead {
  /** What no extra field may say again. */
  private static final Set<String> OWN_FIELDS =
      Set.of(
          "id",
          "object",
          "created_at",
          "status",
          "background",
          "error",
          "incomplete_details",
          "model",
          "output",
          "store",
          "usage");

  private final RequestEcho echo;
  private final Map<String, Json> extras = new LinkedHashMap<>();
  private String id;
  private String model;
  private long created;

  AnswerHead(Writing writing) {
    this.echo = new RequestEcho(writing.request());
    this.id = writing.id();
    this.model = writing.model();
    this.created = writing.created();
  }

  void start(ChatEvent.MessageStarted started) {
    id = started.id().isEmpty() ? id : started.id();
    model = started.model().isEmpty() ? model : started.model();
    created = started.created() == 0 ? created : started.created();
    started.extras().forEach(this::extra);
  }

  /** A field of the answer as a whole. */
  void extra(String name, Json value) {
    if (!OWN_FIELDS.contains(name) && JsonText.isOneValue(value)) {
      extras.put(name, value);
    }
  }

  ItemIds ids() {
    return new ItemIds(id);
  }

  void writeFirst(JsonText json) {
    json.field("id", ids().answer()).field("object", "response");
    json.field("created_at", (Long) created);
  }

  void writeLast(JsonText json) {
    json.field("background", Boolean.FALSE).field("model", model);
    json.field("store", Boolean.FALSE);
    echo.write(extras.keySet(), json);
    json.fields(extras, name -> false);
  }
}
