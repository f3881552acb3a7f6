package io.lattice.core.dialect.responses;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one item of an answer: its pieces as they come, and the whole item at its end, of which
 * only that is told which the pieces did not. Confined to one answer.
 */
final class ItemReader {
  private final Calls calls;

  /** Characters told so far of each part of the content. */
  private final Map<Integer, Integer> told = new HashMap<>();

  private final StringBuilder arguments = new StringBuilder();
  private int call = -1;
  private int citations;
  private int summaries = -1;
  private boolean thought;
  private boolean toldLogprobs;
  private boolean isDone;

  /** Counts the calls of an answer. */
  static final class Calls {
    private int count;

    boolean isEmpty() {
      return count == 0;
    }
  }

  ItemReader(Calls calls) {
    this.calls = calls;
  }

  void begin(JsonTree item, List<ChatEvent> events) {
    if ("function_call".equals(item.string("type"))) {
      call(item, events);
    }
  }

  void text(int part, String text, List<ChatEvent> events) {
    if (!text.isEmpty()) {
      told.merge(part, text.length(), Integer::sum);
      events.add(new ChatEvent.TextDelta(0, text));
    }
  }

  void refusal(int part, String text, List<ChatEvent> events) {
    if (!text.isEmpty()) {
      told.merge(part, text.length(), Integer::sum);
      events.add(new ChatEvent.RefusalDelta(0, text));
    }
  }

  /** A piece of a summary; a blank line stands between one part of it and the next. */
  void summary(int part, String text, List<ChatEvent> events) {
    if (summaries >= 0 && part != summaries) {
      think(ReasoningItem.BETWEEN, events);
    }
    summaries = part;
    think(text, events);
  }

  void think(String text, List<ChatEvent> events) {
    if (!text.isEmpty()) {
      thought = true;
      events.add(new ChatEvent.ReasoningDelta(0, text));
    }
  }

  void arguments(String piece, List<ChatEvent> events) {
    if (call >= 0 && !piece.isEmpty()) {
      arguments.append(piece);
      events.add(new ChatEvent.ToolCallDelta(0, call, piece));
    }
  }

  void citation(JsonTree annotation, List<ChatEvent> events) {
    citations++;
    events.add(CitationReader.read(annotation));
  }

  /** In the shape of a chat completion, which other dialects know too. */
  void logprobs(JsonTree list, List<ChatEvent> events) {
    if (!list.items().isEmpty()) {
      toldLogprobs = true;
      events.add(new ChatEvent.LogprobsAdded(0, Json.of("{\"content\":" + list.json() + "}")));
    }
  }

  /** The item as it is in the end; it may be told again with the whole answer. */
  void end(JsonTree item, List<ChatEvent> events) {
    if (isDone) {
      return;
    }
    isDone = true;
    String type = item.string("type");
    switch (type == null ? "" : type) {
      case "message" -> message(item, events);
      case "reasoning" -> reasoning(item, events);
      case "function_call" -> {
        call(item, events);
        String all = item.string("arguments");
        if (all != null && all.length() > arguments.length()) {
          arguments(all.substring(arguments.length()), events);
        }
      }
      case "" -> {
        // Says not even what it is.
      }
      default -> {
        calls.count += Ending.isCall(item) ? 1 : 0;
        Part.Opaque part = new Part.Opaque(ResponsesDialect.NAME, item.json());
        events.add(new ChatEvent.OpaqueAdded(0, part));
      }
    }
  }

  private void call(JsonTree item, List<ChatEvent> events) {
    if (call >= 0) {
      return;
    }
    call = calls.count++;
    String id = item.string("call_id");
    String name = item.string("name");
    String own = item.string("id");
    String either = id == null || id.isEmpty() ? own : id;
    events.add(
        new ChatEvent.ToolCallStarted(
            0, call, either == null ? "call_" + call : either, name == null ? "" : name));
  }

  private void message(JsonTree item, List<ChatEvent> events) {
    JsonTree content = item.get("content", Kind.ARRAY);
    List<JsonTree> parts = content == null ? List.of() : content.items();
    int toldCitations = citations;
    for (int i = 0; i < parts.size(); i++) {
      JsonTree part = parts.get(i);
      String text = part.string("text");
      String refusal = part.string("refusal");
      if (text != null) {
        text(i, rest(i, text), events);
      } else if (refusal != null) {
        refusal(i, rest(i, refusal), events);
      }
      JsonTree logprobs = part.get("logprobs", Kind.ARRAY);
      if (logprobs != null && !toldLogprobs) {
        logprobs(logprobs, events);
      }
      JsonTree annotations = part.get("annotations", Kind.ARRAY);
      for (JsonTree each : annotations == null ? List.<JsonTree>of() : annotations.items()) {
        if (toldCitations-- <= 0) {
          citation(each, events);
        }
      }
    }
  }

  private String rest(int part, String all) {
    return all.substring(Math.min(all.length(), told.getOrDefault(part, 0)));
  }

  private void reasoning(JsonTree item, List<ChatEvent> events) {
    if (!thought) {
      String summary = ReasoningItem.texts(item.get("summary", Kind.ARRAY));
      String content = ReasoningItem.texts(item.get("content", Kind.ARRAY));
      think(summary.isEmpty() ? content : summary, events);
    }
    String encrypted = item.string("encrypted_content");
    if (encrypted != null && !encrypted.isEmpty()) {
      events.add(new ChatEvent.ReasoningSigned(0, CarriedProof.read(encrypted)));
    }
  }
}
