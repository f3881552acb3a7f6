package io.lattice.core.bridge;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingFold;
import io.lattice.api.chat.Hints;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.EmbeddingQuestion;
import io.lattice.core.dialect.EmbeddingSpeech;
import java.util.List;

/** Makes a caller's request for vectors into what the router is asked. Pure. */
record EmbeddingAsking(EmbeddingSpeech speech) {

  /**
   * @param model what the path names, or empty
   * @throws DialectException with INVALID_REQUEST that names the field and the remedy
   */
  Asked ask(String requestId, String caller, Hints hints, Bytes body, String model) {
    EmbeddingQuestion question = speech.read(body, model);
    return new Asked(
        ChatCall.embeddings(requestId, caller, question.request(), hints),
        events -> question.writing().apply(fold(events).response()));
  }

  private static EmbeddingFold fold(List<ChatEvent> events) {
    EmbeddingFold fold = new EmbeddingFold();
    events.forEach(fold::add);
    return fold;
  }
}
