package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Part;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What one speaker says before another does. */
record Turn(Speaker speaker, List<Spoken> said) {

  /** Who speaks, as Anthropic sees it. */
  enum Speaker {
    USER,
    ASSISTANT,
    /** Between the turns; only where the model takes it. */
    SYSTEM;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Turn {
    said = List.copyOf(said);
  }

  /** The same with what tools answered at its head, where Anthropic wants it. */
  Turn resultsFirst() {
    return new Turn(
        speaker,
        Stream.concat(said.stream().filter(Turn::isResult), said.stream().filter(Turn::isNoResult))
            .toList());
  }

  boolean hasResults() {
    return said.stream().anyMatch(Turn::isResult);
  }

  /** Whether it calls tools without having thought first. */
  boolean callsWithoutThought() {
    return speaker == Speaker.ASSISTANT
        && said.stream().anyMatch(each -> each.part() instanceof Part.ToolCall)
        && !(said.get(0).part() instanceof Part.Reasoning);
  }

  private static boolean isResult(Spoken spoken) {
    return spoken.part() instanceof Part.ToolResult;
  }

  private static boolean isNoResult(Spoken spoken) {
    return !isResult(spoken);
  }
}
