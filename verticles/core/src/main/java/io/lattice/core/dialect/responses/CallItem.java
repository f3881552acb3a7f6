package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Proof;
import io.lattice.core.dialect.CallProof;
import io.lattice.core.dialect.JsonText;
import org.jspecify.annotations.Nullable;

/** A tool that the model calls. */
final class CallItem implements OutputItem {
  private final String id;
  private final int index;
  private final String callId;
  private final String name;
  private final StringBuilder arguments = new StringBuilder();
  private String state = "in_progress";
  private @Nullable Proof proof;

  /**
   * @param id the item's
   * @param callId by which its result is told
   */
  CallItem(String id, int index, String callId, String name) {
    this.id = id;
    this.index = index;
    this.callId = callId;
    this.name = name;
  }

  @Override
  public int index() {
    return index;
  }

  void arguments(String piece, Events events) {
    arguments.append(piece);
    events.tell(EventName.ARGUMENTS_DELTA, json -> place(json).field("delta", piece));
  }

  void sign(Proof by) {
    proof = by;
  }

  @Override
  public void end(String finalState, Events events) {
    String all = arguments.toString();
    events.tell(
        EventName.ARGUMENTS_DONE, json -> place(json).field("name", name).field("arguments", all));
    state = finalState;
    events.done(this);
  }

  @Override
  public void write(JsonText json) {
    json.startObject().field("id", id).field("type", "function_call").field("status", state);
    json.field("arguments", arguments.toString()).field("call_id", callId).field("name", name);
    CallProof.write(proof, json);
    json.endObject();
  }

  private JsonText place(JsonText json) {
    return json.field("item_id", id).field("output_index", (Integer) index);
  }
}
