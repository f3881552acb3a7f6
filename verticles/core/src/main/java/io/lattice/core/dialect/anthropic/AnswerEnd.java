package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import org.jspecify.annotations.Nullable;

/**
 * Why an answer ended and what it took, gathered until both are known. Confined to one answer.
 *
 * <p>A refusal has no text here but an explanation beside the reason.
 */
final class AnswerEnd {
  private static final Usage UNKNOWN = Usage.estimated(0, 0);
  private static final String STOP_DETAILS = "stop_details";

  private final StringBuilder refusal = new StringBuilder();
  private ChatEvent.@Nullable ChoiceFinished finished;
  private @Nullable Json sequence;
  private @Nullable Json details;
  private Usage usage = UNKNOWN;

  /** Takes an event; whether it was of concern. */
  boolean take(ChatEvent event) {
    if (event instanceof ChatEvent.UsageReported reported) {
      usage = reported.usage();
    } else if (event instanceof ChatEvent.ChoiceFinished end) {
      finished = end;
    } else if (event instanceof ChatEvent.RefusalDelta delta) {
      refusal.append(delta.text());
    } else if (event instanceof ChatEvent.ExtraAdded extra) {
      extra(extra);
    } else {
      return false;
    }
    return true;
  }

  private void extra(ChatEvent.ExtraAdded extra) {
    if (!JsonText.isOneValue(extra.value())) {
      return;
    }
    JsonTree value = JsonTree.read(extra.value());
    if (extra.name().equals(StopWords.STOP_SEQUENCE) && value.is(JsonTree.Kind.STRING)) {
      sequence = extra.value();
    } else if (extra.name().equals(STOP_DETAILS) && value.is(JsonTree.Kind.OBJECT)) {
      details = extra.value();
    }
  }

  Usage usage() {
    return usage;
  }

  /** Writes the fields that tell why. */
  void writeReason(JsonText json) {
    json.field("stop_reason", word());
    json.name(StopWords.STOP_SEQUENCE);
    if (sequence == null) {
      json.nothing();
    } else {
      json.json(sequence, StopWords.STOP_SEQUENCE);
    }
    if (details != null) {
      json.field(STOP_DETAILS, details);
    } else if (!refusal.isEmpty()) {
      json.name(STOP_DETAILS).startObject().field("type", StopWords.REFUSAL);
      json.name("category").nothing().field("explanation", refusal.toString()).endObject();
    }
  }

  private String word() {
    if (!refusal.isEmpty()) {
      return StopWords.REFUSAL;
    }
    if (finished == null) {
      return "end_turn";
    }
    boolean isSequence = sequence != null && finished.reason() == FinishReason.STOP;
    return isSequence
        ? StopWords.STOP_SEQUENCE
        : StopWords.word(finished.reason(), finished.providerReason());
  }
}
