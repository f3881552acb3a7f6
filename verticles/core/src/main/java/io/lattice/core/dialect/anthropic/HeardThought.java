package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Proof;
import io.lattice.core.dialect.JsonTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block of thought: in words, which may be none, and signed; or such that nobody can read it. */
final class HeardThought implements HeardBlock {
  private final StringBuilder signature = new StringBuilder();

  HeardThought(JsonTree block, List<ChatEvent> events) {
    String data = block.string("data");
    if (data != null) {
      sign(Proof.encrypted(data, AnthropicDialect.NAME), events);
    }
    think(block.string("thinking"), events);
    append(block.string("signature"));
  }

  @Override
  public void delta(JsonTree delta, List<ChatEvent> events) {
    think(delta.string("thinking"), events);
    append(delta.string("signature"));
  }

  @Override
  public void stop(List<ChatEvent> events) {
    if (!signature.isEmpty()) {
      sign(Proof.signature(signature.toString(), AnthropicDialect.NAME), events);
    }
  }

  private static void think(@Nullable String text, List<ChatEvent> events) {
    if (text != null && !text.isEmpty()) {
      events.add(new ChatEvent.ReasoningDelta(AnswerReader.CHOICE, text));
    }
  }

  private void append(@Nullable String piece) {
    signature.append(piece == null ? "" : piece);
  }

  private static void sign(Proof proof, List<ChatEvent> events) {
    events.add(new ChatEvent.ReasoningSigned(AnswerReader.CHOICE, proof));
  }
}
