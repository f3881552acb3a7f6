package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer with vectors holds, as it is read. Confined to one answer.
 *
 * <p>Everything here fails with UPSTREAM_PROTOCOL: one vector for each text, all of one length, or
 * none is passed on.
 */
public final class EmbeddingAnswer {
  private final EmbeddingPart asked;
  private final @Nullable Vector[] vectors;
  private String model = "";
  private @Nullable Usage usage;
  private int next;

  public EmbeddingAnswer(EmbeddingPart asked) {
    this.asked = asked;
    this.vectors = new @Nullable Vector[asked.count()];
  }

  /** The provider's id of the model. */
  public void model(String id) {
    model = id;
  }

  /** What the provider counted, or null where it did not. */
  public void usage(@Nullable Usage counted) {
    usage = counted;
  }

  /** The vector of the text that follows the last one's. */
  public void vector(Vector vector) {
    vector(null, vector);
  }

  /**
   * The vector of a text.
   *
   * @param told the text's index among those that were asked for; null for the one that follows
   * @param vector null where the provider left it out
   */
  public void vector(@Nullable Integer told, @Nullable Vector vector) {
    int index = told == null ? next : told;
    if (index < 0 || index >= vectors.length) {
      throw wrong("a vector for text %d of %d".formatted(index + 1, vectors.length));
    }
    if (vector == null) {
      throw wrong("no vector for text " + (index + 1));
    }
    if (vectors[index] != null) {
      throw wrong("two vectors for text " + (index + 1));
    }
    vectors[index] = vector;
    next = index + 1;
  }

  /** Whether the provider told what it counted. */
  public boolean isCounted() {
    return usage != null;
  }

  /** All of it. */
  public List<ChatEvent> events() {
    return around(new ChatEvent.VectorsAdded(asked.first(), complete()));
  }

  /** The same where the provider's own bytes go to the caller. */
  public List<ChatEvent> events(Bytes body) {
    complete();
    return around(new ChatEvent.NativeBytes(body, true));
  }

  private List<ChatEvent> around(ChatEvent content) {
    List<ChatEvent> events = new ArrayList<>();
    events.add(new ChatEvent.MessageStarted("", model, 0, Map.of()));
    if (usage != null) {
      events.add(new ChatEvent.UsageReported(usage));
    }
    events.add(content);
    events.add(new ChatEvent.MessageEnded());
    return events;
  }

  /** What the vectors are, in the order of the texts. */
  public List<Vector> vectors() {
    return complete();
  }

  /** What the provider counted, or null where it did not. */
  public @Nullable Usage usage() {
    return usage;
  }

  private List<Vector> complete() {
    List<Vector> complete = new ArrayList<>(vectors.length);
    for (Vector vector : vectors) {
      if (vector == null) {
        long count = Arrays.stream(vectors).filter(each -> each != null).count();
        throw wrong("%d vectors for %d texts".formatted(count, vectors.length));
      }
      complete.add(vector);
    }
    checkLengths(complete);
    return complete;
  }

  /** A vector of another length cannot be compared with the others. */
  private void checkLengths(List<Vector> complete) {
    Integer dimensions = asked.request().dimensions();
    int wanted = dimensions == null ? complete.get(0).dimensions() : dimensions;
    for (Vector vector : complete) {
      if (vector.dimensions() != wanted) {
        throw wrong(
            "vectors of %d dimensions and not of %d".formatted(vector.dimensions(), wanted));
      }
    }
  }

  static DialectException wrong(String what) {
    return new DialectException(ErrorKind.UPSTREAM_PROTOCOL, "the provider sent " + what);
  }
}
