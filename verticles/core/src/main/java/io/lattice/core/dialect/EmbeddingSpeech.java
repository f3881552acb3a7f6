package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;

/** What is heard from a caller who wants vectors. Stateless and thread-safe. */
@FunctionalInterface
public interface EmbeddingSpeech {

  /**
   * Reads a caller's JSON, strictly.
   *
   * @param model what the path names, or empty where the body names it
   * @throws DialectException with INVALID_REQUEST that names the field and the remedy
   */
  EmbeddingQuestion read(Bytes body, String model);
}
