package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.EmbeddingResponse;
import java.util.Objects;
import java.util.function.Function;

/**
 * A caller's question for vectors, and how its answer is to be written.
 *
 * @param writing writes the body of an answer in the form for which the caller asked
 */
public record EmbeddingQuestion(
    ChatCall.Embeddings asked, Function<EmbeddingResponse, Bytes> writing) {
  public EmbeddingQuestion {
    Objects.requireNonNull(asked, "asked");
    Objects.requireNonNull(writing, "writing");
  }
}
