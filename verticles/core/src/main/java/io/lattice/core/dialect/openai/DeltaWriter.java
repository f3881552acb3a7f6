package io.lattice.core.dialect.openai;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.CallProof;
import io.lattice.core.dialect.JsonText;
import java.util.HashMap;
import java.util.Map;

/** Writes what is said of a choice as chunks. Confined to one answer. */
final class DeltaWriter {
  private final ChunkWriter chunks;

  /** The text of reasoning since the last signature, which signs it. */
  private final Map<Integer, StringBuilder> thoughts = new HashMap<>();

  DeltaWriter(ChunkWriter chunks) {
    this.chunks = chunks;
  }

  void write(ChatEvent event, JsonText json) {
    if (event instanceof ChatEvent.TextDelta e) {
      text(e.choice(), "content", e.text(), json);
    } else if (event instanceof ChatEvent.ToolCallDelta e) {
      arguments(e, json);
    } else if (event instanceof ChatEvent.ToolCallStarted e) {
      call(e, json);
    } else if (event instanceof ChatEvent.ReasoningDelta e) {
      thoughts.computeIfAbsent(e.choice(), absent -> new StringBuilder()).append(e.text());
      text(e.choice(), "reasoning_content", e.text(), json);
    } else if (event instanceof ChatEvent.ReasoningSigned e) {
      signature(e, json);
    } else if (event instanceof ChatEvent.ToolCallSigned e) {
      callProof(e, json);
    } else if (event instanceof ChatEvent.RefusalDelta e) {
      text(e.choice(), "refusal", e.text(), json);
    } else if (event instanceof ChatEvent.CitationAdded e) {
      citation(e, json);
    } else if (event instanceof ChatEvent.LogprobsAdded e) {
      if (JsonText.isOneValue(e.logprobs())) {
        chunks.beside(e.choice(), "logprobs", e.logprobs(), json);
      }
    } else if (event instanceof ChatEvent.ExtraAdded e) {
      extra(e, json);
    } else if (event instanceof ChatEvent.ChoiceFinished e) {
      chunks.finish(e, json);
    }
  }

  private void text(int choice, String name, String text, JsonText json) {
    chunks.delta(choice, delta -> delta.field(name, text), json);
  }

  private void call(ChatEvent.ToolCallStarted started, JsonText json) {
    chunks.delta(
        started.choice(),
        delta -> {
          delta.name("tool_calls").startArray().startObject();
          delta.field("index", (Integer) started.index()).field("id", started.id());
          delta.field("type", "function").name("function").startObject();
          delta.field("name", started.name()).field("arguments", "").endObject();
          delta.endObject().endArray();
        },
        json);
  }

  private void arguments(ChatEvent.ToolCallDelta piece, JsonText json) {
    chunks.delta(
        piece.choice(),
        delta -> {
          delta.name("tool_calls").startArray().startObject();
          delta.field("index", (Integer) piece.index()).name("function").startObject();
          delta.field("arguments", piece.arguments()).endObject();
          delta.endObject().endArray();
        },
        json);
  }

  private void callProof(ChatEvent.ToolCallSigned signed, JsonText json) {
    chunks.delta(
        signed.choice(),
        delta -> {
          delta.name("tool_calls").startArray().startObject();
          delta.field("index", (Integer) signed.index());
          CallProof.write(signed.proof(), delta);
          delta.endObject().endArray();
        },
        json);
  }

  private void signature(ChatEvent.ReasoningSigned signed, JsonText json) {
    StringBuilder thought = thoughts.remove(signed.choice());
    String text = thought == null ? "" : thought.toString();
    chunks.delta(
        signed.choice(),
        delta -> {
          delta.name("thinking_blocks").startArray();
          ThinkingBlock.write(text, signed.proof(), delta);
          delta.endArray();
        },
        json);
  }

  private void citation(ChatEvent.CitationAdded added, JsonText json) {
    chunks.delta(
        added.choice(),
        delta -> {
          delta.name("annotations").startArray();
          CitationWriter.write(added.citation(), delta);
          delta.endArray();
        },
        json);
  }

  private void extra(ChatEvent.ExtraAdded extra, JsonText json) {
    if (!JsonText.isOneValue(extra.value())) {
      return;
    }
    if (extra.choice() == ChunkReader.WHOLE_ANSWER) {
      chunks.extra(extra.name(), extra.value());
      return;
    }
    ExtraPlace place = ExtraPlace.of(extra.name());
    switch (place.beside()) {
      case CHOICE -> chunks.beside(extra.choice(), extra.name(), extra.value(), json);
      case CALL -> ofCall(extra.choice(), place, extra.value(), json);
      case MESSAGE ->
          chunks.delta(extra.choice(), delta -> delta.field(extra.name(), extra.value()), json);
      case NOTHING -> {
        // The name is taken by something of our vocabulary.
      }
    }
  }

  private void ofCall(int choice, ExtraPlace place, Json value, JsonText json) {
    chunks.delta(
        choice,
        delta -> {
          delta.name("tool_calls").startArray().startObject();
          delta.field("index", (Integer) place.call()).field(place.name(), value);
          delta.endObject().endArray();
        },
        json);
  }
}
