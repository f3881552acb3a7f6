package io.lattice.api.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of an answer into a whole one. Confined to its user.
 *
 * <p>Native bytes are not understood here; who wants a {@link ChatResponse} asks for typed events.
 */
public final class ResponseFold {
  private final Map<Integer, ChoiceFold> choices = new TreeMap<>();
  private final Map<String, Json> extras = new LinkedHashMap<>();
  private String id = "";
  private String model = "";
  private long created;
  private @Nullable Usage usage;

  public void add(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta e) {
      choice(e.choice()).text.append(e.text());
    } else if (event instanceof ChatEvent.ReasoningDelta e) {
      choice(e.choice()).reasoning.append(e.text());
    } else if (event instanceof ChatEvent.ToolCallDelta e) {
      choice(e.choice()).call(e.index()).arguments.append(e.arguments());
    } else if (event instanceof ChatEvent.ToolCallStarted e) {
      ToolCallFold call = choice(e.choice()).call(e.index());
      call.id = e.id();
      call.name = e.name();
    } else if (event instanceof ChatEvent.RefusalDelta e) {
      choice(e.choice()).refusal.append(e.text());
    } else if (event instanceof ChatEvent.ReasoningSigned e) {
      choice(e.choice()).sign(e);
    } else if (event instanceof ChatEvent.CitationAdded e) {
      choice(e.choice()).citations.add(e.citation());
    } else if (event instanceof ChatEvent.LogprobsAdded e) {
      choice(e.choice()).logprobs.add(e.logprobs());
    } else if (event instanceof ChatEvent.ExtraAdded e) {
      (e.choice() < 0 ? extras : choice(e.choice()).extras).put(e.name(), e.value());
    } else if (event instanceof ChatEvent.ChoiceFinished e) {
      choice(e.choice()).finished = e;
    } else if (event instanceof ChatEvent.UsageReported e) {
      usage = e.usage();
    } else if (event instanceof ChatEvent.MessageStarted e) {
      id = e.id();
      model = e.model();
      created = e.created();
      extras.putAll(e.extras());
    }
  }

  /** The usage so far, or null where none was told. */
  public @Nullable Usage usage() {
    return usage;
  }

  /** What was folded so far. */
  public ChatResponse response() {
    List<ChatResponse.Choice> folded = new ArrayList<>();
    choices.forEach((index, choice) -> folded.add(choice.fold(index)));
    return new ChatResponse(id, model, created, folded, usage, extras);
  }

  private ChoiceFold choice(int index) {
    return choices.computeIfAbsent(index, absent -> new ChoiceFold());
  }

  private static final class ToolCallFold {
    private final StringBuilder arguments = new StringBuilder();
    private String id = "";
    private String name = "";
  }

  private static final class ChoiceFold {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<Part> signed = new ArrayList<>();
    private final Map<Integer, ToolCallFold> calls = new TreeMap<>();
    private final List<Citation> citations = new ArrayList<>();
    private final List<Json> logprobs = new ArrayList<>();
    private final Map<String, Json> extras = new LinkedHashMap<>();
    private ChatEvent.@Nullable ChoiceFinished finished;

    ToolCallFold call(int index) {
      return calls.computeIfAbsent(index, absent -> new ToolCallFold());
    }

    /** A signature closes the reasoning before it: a model may think several times. */
    void sign(ChatEvent.ReasoningSigned signature) {
      signed.add(
          new Part.Reasoning(reasoning.toString(), signature.signature(), signature.issuer()));
      reasoning.setLength(0);
    }

    ChatResponse.Choice fold(int index) {
      List<Part> parts = new ArrayList<>(signed);
      if (!reasoning.isEmpty()) {
        parts.add(new Part.Reasoning(reasoning.toString(), null, null));
      }
      if (!text.isEmpty()) {
        parts.add(new Part.Text(text.toString()));
      }
      if (!refusal.isEmpty()) {
        parts.add(new Part.Refusal(refusal.toString()));
      }
      for (ToolCallFold call : calls.values()) {
        parts.add(new Part.ToolCall(call.id, call.name, call.arguments.toString()));
      }
      return new ChatResponse.Choice(
          index,
          new Message(Role.ASSISTANT, parts, null, extras),
          finished == null ? null : finished.reason(),
          finished == null ? null : finished.providerReason(),
          citations,
          joinedLogprobs());
    }

    /** Pieces of a stream stay apart, in an array: how to join them is the dialect's affair. */
    private @Nullable Json joinedLogprobs() {
      if (logprobs.size() <= 1) {
        return logprobs.isEmpty() ? null : logprobs.get(0);
      }
      return Json.of(logprobs.toString());
    }
  }
}
