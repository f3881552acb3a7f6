package io.lattice.core.provider.embedded;

import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.PerFieldSimilarityWrapper;
import org.apache.lucene.search.similarities.Similarity;

/** BM25, except that a long heading is hardly worse than a short one. */
final class PlaceSimilarity extends PerFieldSimilarityWrapper {
  private final Similarity text = new BM25Similarity();
  private final Similarity heading = new BM25Similarity(1.2f, 0.3f);

  @Override
  public Similarity get(String field) {
    return field.equals(Place.TEXT.name()) ? text : heading;
  }
}
