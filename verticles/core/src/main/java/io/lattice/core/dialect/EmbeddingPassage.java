package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A caller's own request for vectors as its provider gets it, and what comes of the answer.
 *
 * @param reading of an answer with a success status, as {@link EmbeddingDialect#read}
 */
public record EmbeddingPassage(WrittenRequest request, Function<Bytes, List<ChatEvent>> reading) {
  public EmbeddingPassage {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(reading, "reading");
  }
}
