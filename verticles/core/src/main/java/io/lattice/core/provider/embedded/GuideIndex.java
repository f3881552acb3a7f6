package io.lattice.core.provider.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * The passages by the words in them, ranked by BM25. Immutable and thread-safe, all on the heap,
 * nothing to close.
 *
 * <p>Building it takes tens of milliseconds: not on an event loop. A lookup reads memory for well
 * under a millisecond, so it may run on one.
 */
public final class GuideIndex {
  /**
   * Advises on JDK 23 and later to take a Lucene that JDK 17 cannot run. The reference keeps the
   * level from being forgotten.
   */
  private static final Logger VECTOR_ADVICE =
      Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

  static {
    VECTOR_ADVICE.setLevel(Level.SEVERE);
  }

  private final List<Passage> passages;
  private final GuideAnalyzer analyzer;
  private final IndexSearcher searcher;

  private GuideIndex(List<Passage> passages, GuideAnalyzer analyzer, IndexSearcher searcher) {
    this.passages = passages;
    this.analyzer = analyzer;
    this.searcher = searcher;
  }

  /** Indexes the passages. Not on an event loop. */
  public static GuideIndex of(List<Passage> passages) {
    var analyzer = new GuideAnalyzer();
    try {
      var searcher = new IndexSearcher(DirectoryReader.open(written(passages, analyzer)));
      searcher.setSimilarity(new PlaceSimilarity());
      // The shared cache would take a lock on an event loop to save microseconds.
      searcher.setQueryCache(null);
      return new GuideIndex(List.copyOf(passages), analyzer, searcher);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The documents' titles in their order. */
  public List<String> topics() {
    return passages.stream().map(Passage::title).distinct().toList();
  }

  /** Whether the question says anything beyond greeting and asking. */
  public boolean canLookUp(String question) {
    return !analyzer.termsOf(question).isEmpty();
  }

  /**
   * The passages that fit best, best first; equal ones in the order of the documentation. Only the
   * beginning of a very long question counts.
   *
   * @param question any text; nothing in it is an operator
   * @param limit at most this many, at least 1
   */
  public List<RankedPassage> find(String question, int limit) {
    Set<String> terms = analyzer.termsOf(question);
    if (terms.isEmpty()) {
      return List.of();
    }
    try {
      return Arrays.stream(searcher.search(GuideQuery.of(terms), limit).scoreDocs)
          .map(hit -> new RankedPassage(passages.get(hit.doc), hit.score))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One segment, written by this thread: no merges, and a document's number is its place. */
  private static ByteBuffersDirectory written(List<Passage> passages, GuideAnalyzer analyzer)
      throws IOException {
    var directory = new ByteBuffersDirectory();
    var config =
        new IndexWriterConfig(analyzer)
            .setSimilarity(new PlaceSimilarity())
            .setMergePolicy(NoMergePolicy.INSTANCE)
            .setMergeScheduler(new SerialMergeScheduler());
    try (var writer = new IndexWriter(directory, config)) {
      writer.addDocuments(passages.stream().map(GuideIndex::document).toList());
    }
    return directory;
  }

  private static Document document(Passage passage) {
    var document = new Document();
    for (Place place : Place.values()) {
      document.add(new TextField(place.name(), place.in(passage), Field.Store.NO));
    }
    return document;
  }
}
