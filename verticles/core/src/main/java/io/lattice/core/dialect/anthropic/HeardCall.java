package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.JsonTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a tool. Its arguments come in pieces, or with its beginning; where there are none they
 * are an empty object, as callers of every dialect expect.
 */
final class HeardCall implements HeardBlock {
  private final int index;
  private final @Nullable JsonTree input;
  private boolean hasArguments;

  HeardCall(JsonTree block, Said said, List<ChatEvent> events) {
    this.index = said.call();
    this.input = block.get("input");
    String id = block.string("id");
    String name = block.string("name");
    events.add(
        new ChatEvent.ToolCallStarted(
            AnswerReader.CHOICE,
            index,
            id == null || id.isEmpty() ? "call_" + index : id,
            name == null ? "" : name));
    JsonTree caller = block.get("caller");
    if (caller != null && !BlockReader.isDirect(caller)) {
      String field = "tool_calls[" + index + "].caller";
      events.add(new ChatEvent.ExtraAdded(AnswerReader.CHOICE, field, caller.json()));
    }
  }

  @Override
  public void delta(JsonTree delta, List<ChatEvent> events) {
    String piece = delta.string("partial_json");
    if (piece != null && !piece.isEmpty()) {
      arguments(piece, events);
    }
  }

  @Override
  public void stop(List<ChatEvent> events) {
    if (!hasArguments) {
      arguments(input == null ? "{}" : input.json().text(), events);
    }
  }

  private void arguments(String piece, List<ChatEvent> events) {
    hasArguments = true;
    events.add(new ChatEvent.ToolCallDelta(AnswerReader.CHOICE, index, piece));
  }
}
