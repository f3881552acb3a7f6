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
      choice(e.choice()).parts.text(e.text());
    } else if (event instanceof ChatEvent.ReasoningDelta e) {
      choice(e.choice()).parts.reasoning(e.text());
    } else if (event instanceof ChatEvent.ToolCallDelta e) {
      choice(e.choice()).parts.arguments(e.index(), e.arguments());
    } else if (event instanceof ChatEvent.ToolCallStarted e) {
      choice(e.choice()).parts.call(e.index(), e.id(), e.name());
    } else if (event instanceof ChatEvent.ToolCallSigned e) {
      choice(e.choice()).parts.signCall(e.index(), e.proof());
    } else if (event instanceof ChatEvent.RefusalDelta e) {
      choice(e.choice()).parts.refusal(e.text());
    } else if (event instanceof ChatEvent.ReasoningSigned e) {
      choice(e.choice()).parts.sign(e.proof());
    } else if (event instanceof ChatEvent.OpaqueAdded e) {
      choice(e.choice()).parts.opaque(e.part());
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

  private static final class ChoiceFold {
    private final PartsFold parts = new PartsFold();
    private final List<Citation> citations = new ArrayList<>();
    private final List<Json> logprobs = new ArrayList<>();
    private final Map<String, Json> extras = new LinkedHashMap<>();
    private ChatEvent.@Nullable ChoiceFinished finished;

    ChatResponse.Choice fold(int index) {
      return new ChatResponse.Choice(
          index,
          new Message(Role.ASSISTANT, parts.parts(), null, extras),
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
