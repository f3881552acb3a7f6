package io.lattice.core.dialect;

import io.lattice.api.chat.EmbeddingRequest;
import java.util.Objects;

/**
 * As many texts of a request as a provider takes at a time.
 *
 * @param first the index of the first one in the whole request
 * @param request holds these texts alone
 */
public record EmbeddingPart(int first, EmbeddingRequest request) {
  public EmbeddingPart {
    Objects.requireNonNull(request, "request");
  }

  /** How many vectors answer it. */
  public int count() {
    return request.inputs().size();
  }
}
