package io.lattice.core.provider.embedded;

import java.util.Objects;

/**
 * A passage that fits a question.
 *
 * @param score BM25's, above 0; comparable only between the passages of one question
 */
public record RankedPassage(Passage passage, float score) {
  public RankedPassage {
    Objects.requireNonNull(passage, "passage");
  }
}
