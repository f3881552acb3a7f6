package io.lattice.core.dialect.matrix;

import io.lattice.api.chat.Adaptation;
import java.util.ArrayList;
import java.util.List;

/** What became of something on its way, in a few words. */
final class Verdict {
  static final String SAME = "the same";

  /** How a verdict begins where something is gone and nobody was told. */
  static final String LOST = "LOST";

  private Verdict() {}

  /** Of a question, of which the caller is told what the provider cannot be asked. */
  static String ofQuestion(List<String> sent, List<String> arrived, Adaptation told) {
    boolean same = sent.equals(arrived);
    if (told.isNone()) {
      return same ? SAME : lost(sent, arrived);
    }
    List<String> words = new ArrayList<>();
    told.dropped().forEach(field -> words.add("without " + field));
    words.addAll(told.changed());
    return String.join(", ", words);
  }

  /**
   * Of an answer, of which a face may have no word for a piece and say it with another. In which
   * order it tells of pieces of different kinds is the face's own.
   */
  static String ofAnswer(List<String> sent, List<String> arrived) {
    List<String> gone = without(sent, arrived);
    List<String> instead = without(arrived, sent);
    if (gone.isEmpty() && instead.isEmpty()) {
      return SAME;
    }
    if (instead.isEmpty()) {
      return lost(sent, arrived);
    }
    return gone.isEmpty() ? "and " + instead : gone + " as " + instead;
  }

  static String lost(List<String> sent, List<String> arrived) {
    return "%s: sent %s, arrived %s"
        .formatted(LOST, without(sent, arrived), without(arrived, sent));
  }

  private static List<String> without(List<String> lines, List<String> others) {
    List<String> rest = new ArrayList<>(lines);
    others.forEach(rest::remove);
    return rest;
  }
}
