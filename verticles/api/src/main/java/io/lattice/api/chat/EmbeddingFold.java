package io.lattice.api.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Folds the events of an answer with vectors into a whole one. Confined to its user. */
public final class EmbeddingFold {
  private final SortedMap<Integer, List<Vector>> vectors = new TreeMap<>();
  private String model = "";
  private @Nullable Usage usage;

  public void add(ChatEvent event) {
    if (event instanceof ChatEvent.VectorsAdded added) {
      vectors.put(added.first(), added.vectors());
    } else if (event instanceof ChatEvent.MessageStarted started) {
      model = started.model();
    } else if (event instanceof ChatEvent.UsageReported reported) {
      usage = reported.usage();
    }
  }

  /** What was folded so far, by the place of the texts in the request. */
  public EmbeddingResponse response() {
    List<Vector> all = new ArrayList<>();
    vectors.values().forEach(all::addAll);
    return new EmbeddingResponse(model, all, usage);
  }
}
