package io.lattice.core.dialect.openai;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Proof;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the pieces of one choice into events. Confined to one answer. */
final class ChoiceReader {
  private final int choice;
  private final ToolCalls calls;

  /** Extra fields of the choice as they were last told: Azure repeats its filter's results. */
  private final Map<String, String> told = new HashMap<>();

  /** Text of reasoning was told since the last signature. */
  private boolean thinking;

  /**
   * @param answer the answer's id
   */
  ChoiceReader(int choice, String answer) {
    this.choice = choice;
    this.calls = new ToolCalls(choice, answer);
  }

  /** What was said: a {@code delta}, or a whole {@code message}. */
  void delta(JsonTree delta, List<ChatEvent> events) {
    reasoning(delta, events);
    for (int i = 0; i < delta.names().size(); i++) {
      JsonTree value = delta.items().get(i);
      if (!value.is(Kind.NULL)) {
        field(delta.names().get(i), value, events);
      }
    }
  }

  private void field(String name, JsonTree value, List<ChatEvent> events) {
    switch (name) {
      case "role", "reasoning_content", "reasoning", "thinking_blocks" -> {
        // Says nothing, or is read before all others.
      }
      case "content" -> content(value, events);
      case "refusal" -> {
        if (!value.text().isEmpty()) {
          events.add(new ChatEvent.RefusalDelta(choice, value.text()));
        }
      }
      case "tool_calls" -> value.items().forEach(piece -> calls.piece(piece, events));
      case "function_call" -> calls.legacy(value, events);
      case "annotations" ->
          value.items().forEach(item -> events.add(CitationReader.annotation(choice, item)));
      default -> events.add(new ChatEvent.ExtraAdded(choice, name, value.json()));
    }
  }

  /** A string; some servers send a list of parts. */
  private void content(JsonTree content, List<ChatEvent> events) {
    for (JsonTree part : content.is(Kind.ARRAY) ? content.items() : List.of(content)) {
      String text = part.is(Kind.STRING) ? part.text() : part.string("text");
      if (text == null) {
        events.add(new ChatEvent.ExtraAdded(choice, "content", part.json()));
      } else if (!text.isEmpty()) {
        events.add(new ChatEvent.TextDelta(choice, text));
      }
    }
  }

  /** Signed blocks repeat the text that is told beside or before them. */
  private void reasoning(JsonTree delta, List<ChatEvent> events) {
    StringBuilder ofBlocks = new StringBuilder();
    JsonTree blocks = delta.get("thinking_blocks");
    for (JsonTree item : blocks == null ? List.<JsonTree>of() : blocks.items()) {
      ThinkingBlock block = ThinkingBlock.of(item);
      if (block != null) {
        ofBlocks.append(block.text());
        block(block, events);
      }
    }
    String text = delta.string("reasoning_content");
    text = text == null ? delta.string("reasoning") : text;
    if (text != null) {
      String repeated = ofBlocks.toString();
      think(text.startsWith(repeated) ? text.substring(repeated.length()) : text, events);
    }
  }

  private void block(ThinkingBlock block, List<ChatEvent> events) {
    Proof proof = block.proof();
    if (proof == null || !thinking) {
      think(block.text(), events);
    }
    if (proof != null) {
      thinking = false;
      events.add(new ChatEvent.ReasoningSigned(choice, proof));
    }
  }

  private void think(String text, List<ChatEvent> events) {
    if (!text.isEmpty()) {
      thinking = true;
      events.add(new ChatEvent.ReasoningDelta(choice, text));
    }
  }

  /** A field of the choice itself, where it says something new. */
  void extra(String name, JsonTree value, List<ChatEvent> events) {
    String text = value.json().text();
    if (!text.equals(told.put(name, text))) {
      events.add(new ChatEvent.ExtraAdded(choice, name, value.json()));
    }
  }

  /**
   * The choice ends.
   *
   * @param word the provider's own, or null where it gave none
   */
  void finish(@Nullable String word, List<ChatEvent> events) {
    FinishReason reason = word == null ? FinishReason.STOP : FinishWords.read(word);
    calls.finish(events);
    events.add(
        new ChatEvent.ChoiceFinished(
            choice, FinishWords.corrected(reason, !calls.isEmpty()), word == null ? "" : word));
  }
}
