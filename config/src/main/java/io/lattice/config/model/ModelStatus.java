package io.lattice.config.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a model is in its life. */
public enum ModelStatus {
  /** Served, with a known price. */
  ACTIVE,
  /** Served, but its end has been announced. */
  DEPRECATED,
  /** Served, but its price is not known: it costs an unknown amount, never nothing. */
  UNPRICED,
  /** No longer served by its provider; a request is told what to use instead. */
  RETIRED;

  /** The word for it in configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a word. */
  public static Optional<ModelStatus> of(String word) {
    return Arrays.stream(values()).filter(status -> status.word().equals(word)).findFirst();
  }

  /** Every word, in the order of the enum. */
  public static List<String> words() {
    return Arrays.stream(values()).map(ModelStatus::word).toList();
  }
}
