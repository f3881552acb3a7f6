package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.Writing;

/**
 * What a message says of itself before its content.
 *
 * @param id the provider's, or ours where it gave none
 * @param model the same
 */
record AnswerHead(String id, String model) {

  static AnswerHead of(Writing writing) {
    return new AnswerHead(writing.id(), writing.model());
  }

  /** What the provider says goes before what we would. */
  static AnswerHead of(ChatEvent.MessageStarted started, Writing writing) {
    return new AnswerHead(
        started.id().isEmpty() ? writing.id() : started.id(),
        started.model().isEmpty() ? writing.model() : started.model());
  }

  /** Opens the message. */
  void write(JsonText json) {
    json.startObject().field("id", id).field("type", "message").field("role", "assistant");
    json.field("model", model);
  }
}
