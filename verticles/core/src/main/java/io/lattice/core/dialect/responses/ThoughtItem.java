package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Proof;
import io.lattice.core.dialect.JsonText;
import org.jspecify.annotations.Nullable;

/** What the model thought: its text as a summary, and its proof as the encrypted content. */
final class ThoughtItem implements OutputItem {
  private final String id;
  private final int index;
  private final StringBuilder text = new StringBuilder();
  private @Nullable Proof proof;

  ThoughtItem(String id, int index) {
    this.id = id;
    this.index = index;
  }

  @Override
  public int index() {
    return index;
  }

  void think(String piece, Events events) {
    if (text.isEmpty()) {
      events.tell(EventName.SUMMARY_ADDED, json -> part("", json));
    }
    text.append(piece);
    events.tell(EventName.SUMMARY_DELTA, json -> place(json).field("delta", piece));
  }

  void sign(Proof by) {
    proof = by;
  }

  @Override
  public void end(String state, Events events) {
    if (!text.isEmpty()) {
      String all = text.toString();
      events.tell(EventName.SUMMARY_TEXT_DONE, json -> place(json).field("text", all));
      events.tell(EventName.SUMMARY_DONE, json -> part(all, json));
    }
    events.done(this);
  }

  @Override
  public void write(JsonText json) {
    json.startObject().field("id", id).field("type", "reasoning").name("summary").startArray();
    ReasoningItem.summary(text.toString(), json);
    json.endArray();
    json.field("encrypted_content", proof == null ? null : CarriedProof.write(proof)).endObject();
  }

  private void part(String said, JsonText json) {
    place(json).name("part").startObject();
    json.field("type", "summary_text").field("text", said).endObject();
  }

  private JsonText place(JsonText json) {
    json.field("item_id", id).field("output_index", (Integer) index);
    return json.field("summary_index", (Integer) 0);
  }
}
