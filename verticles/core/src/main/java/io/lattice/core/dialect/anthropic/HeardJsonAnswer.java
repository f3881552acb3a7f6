package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.JsonTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call of {@link JsonAnswer our tool}, whose input is the answer's text. */
final class HeardJsonAnswer implements HeardBlock {
  private final Said said;
  private final @Nullable JsonTree input;
  private boolean hasText;

  HeardJsonAnswer(JsonTree block, Said said) {
    this.said = said;
    this.input = block.get("input");
    said.answerByTool();
  }

  @Override
  public void delta(JsonTree delta, List<ChatEvent> events) {
    String piece = delta.string("partial_json");
    if (piece != null && !piece.isEmpty()) {
      text(piece, events);
    }
  }

  @Override
  public void stop(List<ChatEvent> events) {
    if (!hasText) {
      text(input == null ? "{}" : input.json().text(), events);
    }
  }

  private void text(String text, List<ChatEvent> events) {
    hasText = true;
    said.text(text);
    events.add(new ChatEvent.TextDelta(AnswerReader.CHOICE, text));
  }
}
