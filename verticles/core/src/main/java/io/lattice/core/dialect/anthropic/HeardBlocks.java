package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content blocks of an answer, each at its index. Confined to one answer. */
final class HeardBlocks {
  private final Said said;
  private final Map<Integer, HeardBlock> open = new LinkedHashMap<>();
  private boolean any;

  HeardBlocks(Said said) {
    this.said = said;
  }

  /** Whether a block ever began. */
  boolean any() {
    return any;
  }

  void start(JsonTree event, List<ChatEvent> events) {
    int index = index(event);
    stop(open.remove(index), events);
    open.put(index, begin(event.get("content_block", Kind.OBJECT), events));
  }

  /** A piece of a block that never began is one that nobody can place. */
  void delta(JsonTree event, List<ChatEvent> events) {
    HeardBlock block = open.get(index(event));
    JsonTree delta = event.get("delta", Kind.OBJECT);
    if (block != null && delta != null) {
      block.delta(delta, events);
    }
  }

  void stop(JsonTree event, List<ChatEvent> events) {
    stop(open.remove(index(event)), events);
  }

  /** Ends the blocks that the provider left open. */
  void stopAll(List<ChatEvent> events) {
    open.values().forEach(block -> block.stop(events));
    open.clear();
  }

  /** A block that came at once. */
  void whole(JsonTree block, List<ChatEvent> events) {
    begin(block.is(Kind.OBJECT) ? block : null, events).stop(events);
  }

  private HeardBlock begin(@Nullable JsonTree block, List<ChatEvent> events) {
    String type = block == null ? null : block.string("type");
    if (block == null || type == null) {
      throw AnswerProgress.protocol("the provider sent a content block of no type");
    }
    any = true;
    return switch (type) {
      case "text" -> new HeardText(block, said, events);
      case "thinking", "redacted_thinking" -> new HeardThought(block, events);
      case "tool_use" ->
          JsonAnswer.TOOL.equals(block.string("name"))
              ? new HeardJsonAnswer(block, said)
              : new HeardCall(block, said, events);
      default -> new HeardOpaque(block);
    };
  }

  private static void stop(@Nullable HeardBlock block, List<ChatEvent> events) {
    if (block != null) {
      block.stop(events);
    }
  }

  private static int index(JsonTree event) {
    JsonTree index = event.get("index");
    BigDecimal number = index == null ? null : index.number();
    return number == null ? 0 : number.intValue();
  }
}
