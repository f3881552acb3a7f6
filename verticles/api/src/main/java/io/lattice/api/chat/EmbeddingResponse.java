package io.lattice.api.chat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of a request's texts.
 *
 * @param model the provider's id of the model, or empty
 * @param vectors one for each text, in the order of the request
 * @param usage null only where neither the provider nor an estimate told
 */
public record EmbeddingResponse(String model, List<Vector> vectors, @Nullable Usage usage) {
  public EmbeddingResponse {
    Objects.requireNonNull(model, "model");
    vectors = List.copyOf(vectors);
  }
}
