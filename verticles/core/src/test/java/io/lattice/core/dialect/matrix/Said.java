package io.lattice.core.dialect.matrix;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Proof;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.gemini.GeminiDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a provider answers in the matrix, as far as its dialect can say it. */
enum Said {
  TEXT {
    @Override
    List<ChatEvent> said(String issuer) {
      return ended(FinishReason.STOP, new ChatEvent.TextDelta(0, "Hel"), text("lo é"));
    }
  },
  CUT_SHORT {
    @Override
    List<ChatEvent> said(String issuer) {
      return ended(FinishReason.LENGTH, text("Hel"));
    }
  },
  FILTERED {
    @Override
    List<ChatEvent> said(String issuer) {
      return ended(FinishReason.CONTENT_FILTER, text("Hel"));
    }
  },
  REFUSAL {
    @Override
    List<ChatEvent> said(String issuer) {
      return ended(FinishReason.STOP, new ChatEvent.RefusalDelta(0, "I will not."));
    }
  },
  TOOL_CALL {
    @Override
    List<ChatEvent> said(String issuer) {
      return ended(
          FinishReason.TOOL_CALLS,
          text("Let me see."),
          new ChatEvent.ToolCallStarted(0, 0, "call_1", "weather"),
          new ChatEvent.ToolCallDelta(0, 0, "{\"city\":"),
          new ChatEvent.ToolCallDelta(0, 0, "\"Paris\"}"));
    }
  },
  PARALLEL_TOOL_CALLS {
    @Override
    List<ChatEvent> said(String issuer) {
      return ended(
          FinishReason.TOOL_CALLS,
          new ChatEvent.ToolCallStarted(0, 0, "call_1", "weather"),
          new ChatEvent.ToolCallDelta(0, 0, "{\"city\":\"Paris\"}"),
          new ChatEvent.ToolCallStarted(0, 1, "call_2", "time"),
          new ChatEvent.ToolCallDelta(0, 1, "{}"));
    }
  },
  REASONING {
    @Override
    List<ChatEvent> said(String issuer) {
      return ended(
          FinishReason.STOP,
          new ChatEvent.ReasoningDelta(0, "So it is."),
          new ChatEvent.ReasoningSigned(0, Proof.signature("c2lnbmVk", issuer)),
          text("Yes."));
    }
  },
  REASONING_BEFORE_A_CALL {
    @Override
    List<ChatEvent> said(String issuer) {
      return ended(
          FinishReason.TOOL_CALLS,
          new ChatEvent.ReasoningDelta(0, "So it is."),
          new ChatEvent.ReasoningSigned(0, Proof.signature("c2lnbmVk", issuer)),
          new ChatEvent.ToolCallStarted(0, 0, "call_1", "weather"),
          new ChatEvent.ToolCallDelta(0, 0, "{\"city\":\"Paris\"}"));
    }
  },
  SIGNED_CALL {
    @Override
    List<ChatEvent> said(String issuer) {
      return ended(
          FinishReason.TOOL_CALLS,
          new ChatEvent.ToolCallStarted(0, 0, "call_1", "weather"),
          new ChatEvent.ToolCallDelta(0, 0, "{\"city\":\"Paris\"}"),
          new ChatEvent.ToolCallSigned(0, 0, Proof.signature("Y2FsbGVk", issuer)));
    }
  },
  ERROR_BEHIND_TEXT {
    @Override
    List<ChatEvent> said(String issuer) {
      return List.of(
          STARTED,
          text("Hello"),
          new ChatEvent.MessageFailed(
              new ChatError(ErrorKind.UPSTREAM_OVERLOADED, "the model is overloaded"), null));
    }
  };

  private static final ChatEvent STARTED =
      new ChatEvent.MessageStarted("answer_1", "m-2026", 1_780_000_000, Map.of());

  /**
   * @param issuer the name of the provider's dialect, who signs
   */
  abstract List<ChatEvent> said(String issuer);

  /** Only Gemini signs calls. */
  boolean isSaidBy(String dialect) {
    return this != SIGNED_CALL || dialect.equals(GeminiDialect.NAME);
  }

  /** Whether it can be said at once too. */
  boolean isWhole() {
    return this != ERROR_BEHIND_TEXT;
  }

  private static ChatEvent text(String delta) {
    return new ChatEvent.TextDelta(0, delta);
  }

  private static List<ChatEvent> ended(FinishReason reason, ChatEvent... said) {
    List<ChatEvent> events = new ArrayList<>();
    events.add(STARTED);
    events.addAll(List.of(said));
    events.add(new ChatEvent.UsageReported(Usage.counted(12, 7)));
    events.add(new ChatEvent.ChoiceFinished(0, reason, ""));
    events.add(new ChatEvent.MessageEnded());
    return events;
  }
}
