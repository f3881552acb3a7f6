package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Citation;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonText;
import java.util.ArrayList;
import java.util.List;

/** What the model says: texts and refusals, each a part of the content. */
final class MessageItem implements OutputItem {
  private final String id;
  private final int index;
  private final List<SaidPart> parts = new ArrayList<>();
  private String state = "in_progress";
  private boolean isPartOpen;

  MessageItem(String id, int index) {
    this.id = id;
    this.index = index;
  }

  @Override
  public int index() {
    return index;
  }

  /** Says nothing yet, or at all. */
  void begin(Events events) {
    open(SaidPart.Kind.TEXT, events);
  }

  void text(String piece, Events events) {
    SaidPart part = open(SaidPart.Kind.TEXT, events);
    part.add(piece);
    events.tell(
        EventName.TEXT_DELTA,
        json -> {
          place(json).field("delta", piece);
          json.name("logprobs").startArray().endArray();
        });
  }

  void refusal(String piece, Events events) {
    SaidPart part = open(SaidPart.Kind.REFUSAL, events);
    part.add(piece);
    events.tell(EventName.REFUSAL_DELTA, json -> place(json).field("delta", piece));
  }

  void citation(Citation citation, Events events) {
    SaidPart part = open(SaidPart.Kind.TEXT, events);
    Json annotation = CitationWriter.write(citation, part.length());
    int number = part.add(annotation);
    events.tell(
        EventName.ANNOTATION_ADDED,
        json -> {
          place(json).field("annotation_index", (Integer) number);
          json.field("annotation", annotation);
        });
  }

  /** Log probabilities of what was said, each of a token. */
  void logprobs(List<Json> tokens, Events events) {
    open(SaidPart.Kind.TEXT, events).addLogprobs(tokens);
  }

  @Override
  public void end(String finalState, Events events) {
    closePart(events);
    state = finalState;
    events.done(this);
  }

  @Override
  public void write(JsonText json) {
    json.startObject().field("id", id).field("type", "message").field("status", state);
    json.field("role", "assistant").name("content").startArray();
    parts.forEach(part -> part.write(json));
    json.endArray().endObject();
  }

  private SaidPart open(SaidPart.Kind kind, Events events) {
    if (isPartOpen && current().kind() == kind) {
      return current();
    }
    closePart(events);
    SaidPart part = new SaidPart(kind);
    parts.add(part);
    isPartOpen = true;
    events.tell(EventName.PART_ADDED, this::part);
    return part;
  }

  private void closePart(Events events) {
    if (!isPartOpen) {
      return;
    }
    isPartOpen = false;
    SaidPart part = current();
    events.tell(
        part.kind() == SaidPart.Kind.TEXT ? EventName.TEXT_DONE : EventName.REFUSAL_DONE,
        json -> {
          place(json);
          part.writeSaid(json);
        });
    events.tell(EventName.PART_DONE, this::part);
  }

  private void part(JsonText json) {
    place(json).name("part");
    current().write(json);
  }

  private SaidPart current() {
    return parts.get(parts.size() - 1);
  }

  private JsonText place(JsonText json) {
    json.field("item_id", id).field("output_index", (Integer) index);
    return json.field("content_index", (Integer) (parts.size() - 1));
  }
}
