package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of text. What it cites supports all of it, so citations are told at its end, when it is
 * known from where to where it goes.
 */
final class HeardText implements HeardBlock {
  private final Said said;
  private final int start;
  private final List<JsonTree> citations = new ArrayList<>();

  HeardText(JsonTree block, Said said, List<ChatEvent> events) {
    this.said = said;
    this.start = said.characters();
    text(block.string("text"), events);
    JsonTree cited = block.get("citations", Kind.ARRAY);
    if (cited != null) {
      citations.addAll(cited.items());
    }
  }

  @Override
  public void delta(JsonTree delta, List<ChatEvent> events) {
    JsonTree citation = delta.get("citation");
    if (citation != null) {
      citations.add(citation);
    }
    text(delta.string("text"), events);
  }

  private void text(@Nullable String text, List<ChatEvent> events) {
    if (text != null && !text.isEmpty()) {
      said.text(text);
      events.add(new ChatEvent.TextDelta(AnswerReader.CHOICE, text));
    }
  }

  @Override
  public void stop(List<ChatEvent> events) {
    for (JsonTree citation : citations) {
      events.add(
          new ChatEvent.CitationAdded(
              AnswerReader.CHOICE, CitationReader.read(citation, start, said.characters())));
    }
  }
}
