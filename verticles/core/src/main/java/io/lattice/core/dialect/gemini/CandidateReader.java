package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the pieces of one choice into events. Confined to one answer. */
final class CandidateReader {
  private final int choice;
  private final ToolCalls calls;
  private final CitationReader citations;
  private final StringBuilder text = new StringBuilder();

  /** Extra fields as they were last told: Google repeats them in every chunk. */
  private final Map<String, Json> told = new HashMap<>();

  private boolean saysSomething;

  /**
   * @param answer the answer's id
   */
  CandidateReader(int choice, String answer) {
    this.choice = choice;
    this.calls = new ToolCalls(choice, answer);
    this.citations = new CitationReader(choice);
  }

  boolean saysSomething() {
    return saysSomething;
  }

  boolean callsTools() {
    return !calls.isEmpty();
  }

  /** What is told of the choice in one chunk, but for its finish. */
  void read(JsonTree candidate, List<ChatEvent> events) {
    JsonTree content = candidate.get("content", Kind.OBJECT);
    JsonTree parts = content == null ? null : content.get("parts", Kind.ARRAY);
    if (parts != null) {
      parts.items().forEach(part -> part(part, events));
    }
    for (int i = 0; i < candidate.names().size(); i++) {
      JsonTree value = candidate.items().get(i);
      if (!value.is(Kind.NULL)) {
        field(candidate.names().get(i), value, events);
      }
    }
  }

  private void part(JsonTree part, List<ChatEvent> events) {
    JsonTree call = part.get("functionCall", Kind.OBJECT);
    JsonTree said = part.get("text", Kind.STRING);
    String signature = part.string("thoughtSignature");
    if (call != null) {
      calls.part(call, signature, events);
      saysSomething |= !calls.isEmpty();
    } else if (said != null) {
      text(said.text(), isThought(part), events);
      sign(signature, events);
    } else if (part.names().equals(List.of("thoughtSignature"))) {
      sign(signature, events);
    } else if (part.is(Kind.OBJECT) && !part.names().isEmpty()) {
      saysSomething = true;
      events.add(
          new ChatEvent.OpaqueAdded(choice, new Part.Opaque(GeminiDialect.NAME, part.json())));
    }
  }

  private void text(String piece, boolean isThought, List<ChatEvent> events) {
    if (piece.isEmpty()) {
      return;
    }
    saysSomething = true;
    if (isThought) {
      events.add(new ChatEvent.ReasoningDelta(choice, piece));
    } else {
      text.append(piece);
      events.add(new ChatEvent.TextDelta(choice, piece));
    }
  }

  private void sign(@Nullable String signature, List<ChatEvent> events) {
    if (signature != null) {
      events.add(new ChatEvent.ReasoningSigned(choice, ForeignProof.read(signature)));
    }
  }

  private static boolean isThought(JsonTree part) {
    JsonTree thought = part.get("thought", Kind.BOOLEAN);
    return thought != null && thought.text().equals("true");
  }

  private void field(String name, JsonTree value, List<ChatEvent> events) {
    switch (name) {
      case "content", "finishReason", "index" -> {
        // Read by name.
      }
      case "logprobsResult" -> {
        Json logprobs = Logprobs.read(value);
        if (logprobs != null) {
          events.add(new ChatEvent.LogprobsAdded(choice, logprobs));
        }
      }
      default -> {
        if (!value.json().equals(told.put(name, value.json()))) {
          events.add(new ChatEvent.ExtraAdded(choice, name, value.json()));
        }
        if (name.equals("groundingMetadata")) {
          citations.grounding(value, text.toString(), events);
        } else if (name.equals("citationMetadata")) {
          citations.recitation(value, text.toString(), events);
        }
      }
    }
  }

  /** The choice ends: what was held back is told. */
  void finish(List<ChatEvent> events) {
    calls.finish(events);
  }
}
