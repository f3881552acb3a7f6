package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonText;
import java.util.ArrayList;
import java.util.List;

/** One part of what the model says, while it grows. Confined to the answer. */
final class SaidPart {

  /** What it is. */
  enum Kind {
    TEXT,
    REFUSAL
  }

  private final Kind kind;
  private final StringBuilder text = new StringBuilder();
  private final List<Json> annotations = new ArrayList<>();
  private final List<Json> logprobs = new ArrayList<>();

  SaidPart(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** Characters so far. */
  int length() {
    return text.length();
  }

  void add(String piece) {
    text.append(piece);
  }

  /** The annotation's number. */
  int add(Json annotation) {
    annotations.add(annotation);
    return annotations.size() - 1;
  }

  void addLogprobs(List<Json> tokens) {
    logprobs.addAll(tokens);
  }

  void write(JsonText json) {
    json.startObject();
    if (kind == Kind.TEXT) {
      json.field("type", "output_text").name("annotations");
      list(annotations, json);
    } else {
      json.field("type", "refusal");
    }
    writeSaid(json);
    json.endObject();
  }

  /** Only what is said, and how sure it is. */
  void writeSaid(JsonText json) {
    if (kind == Kind.TEXT) {
      json.name("logprobs");
      list(logprobs, json);
      json.field("text", text.toString());
    } else {
      json.field("refusal", text.toString());
    }
  }

  private static void list(List<Json> items, JsonText json) {
    json.startArray();
    items.forEach(item -> json.json(item, "list"));
    json.endArray();
  }
}
