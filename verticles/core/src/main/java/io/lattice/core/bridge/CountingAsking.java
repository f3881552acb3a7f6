package io.lattice.core.bridge;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Hints;
import io.lattice.core.dialect.RequestFacts;
import io.lattice.core.dialect.TokenCounting;
import io.vertx.core.MultiMap;

/** Makes a caller's request for a count of tokens into what the router is asked. Pure. */
record CountingAsking(Face face, TokenCounting counting) {

  /**
   * @param model what the path names, or empty
   * @throws io.lattice.core.dialect.DialectException with INVALID_REQUEST that names the field and
   *     the remedy
   */
  Asked ask(
      String requestId, String caller, Hints hints, Bytes body, String model, MultiMap headers) {
    Bytes question = counting.question().apply(body);
    RequestFacts told = face.speech().inspect(question);
    RequestFacts facts = told.at(model.isEmpty() ? told.model() : model, false);
    return new Asked(
        new ChatCall(
            requestId,
            caller,
            facts.model(),
            false,
            facts.needs(),
            hints,
            new ChatCall.Counting(
                new ChatCall.Native(face.dialect(), question, false, face.headersOf(headers)))),
        events -> counting.answer().apply(tokens(events)));
  }

  private static long tokens(Iterable<ChatEvent> events) {
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.TokensCounted counted) {
        return counted.inputTokens();
      }
    }
    throw new IllegalStateException("an answer to a question for a count counts nothing");
  }
}
