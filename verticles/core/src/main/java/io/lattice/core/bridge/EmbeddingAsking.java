package io.lattice.core.bridge;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingFold;
import io.lattice.api.chat.Hints;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.EmbeddingQuestion;
import io.lattice.core.dialect.EmbeddingSpeech;
import java.io.ByteArrayOutputStream;
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
        ChatCall.embeddings(requestId, caller, question.asked(), hints),
        events -> write(events, question));
  }

  /** A provider's own bytes stay as they are. */
  private static Bytes write(List<ChatEvent> events, EmbeddingQuestion question) {
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    EmbeddingFold fold = new EmbeddingFold();
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.NativeBytes nativeBytes) {
        passed.writeBytes(nativeBytes.bytes().array());
      } else {
        fold.add(event);
      }
    }
    return passed.size() > 0
        ? Bytes.wrap(passed.toByteArray())
        : question.writing().apply(fold.response());
  }
}
