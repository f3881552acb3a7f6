package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatEvent;

/** Which events of an answer can be said here: those of its first choice. */
final class Choices {
  private Choices() {}

  /** Whether an event says something of the first choice that stands in its content. */
  static boolean isOfTheOnly(ChatEvent event) {
    return choice(event) == AnswerReader.CHOICE;
  }

  private static int choice(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta e) {
      return e.choice();
    }
    if (event instanceof ChatEvent.ReasoningDelta e) {
      return e.choice();
    }
    if (event instanceof ChatEvent.ReasoningSigned e) {
      return e.choice();
    }
    if (event instanceof ChatEvent.ToolCallStarted e) {
      return e.choice();
    }
    if (event instanceof ChatEvent.ToolCallDelta e) {
      return e.choice();
    }
    if (event instanceof ChatEvent.ToolCallSigned e) {
      return e.choice();
    }
    if (event instanceof ChatEvent.OpaqueAdded e) {
      return e.choice();
    }
    return event instanceof ChatEvent.CitationAdded e ? e.choice() : -1;
  }
}
