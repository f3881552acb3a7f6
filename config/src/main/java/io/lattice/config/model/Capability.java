package io.lattice.config.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Something a deployment can do, and a request may need. */
public enum Capability {
  /** Takes and writes prose. */
  TEXT,
  /** Writes programs well enough to be asked for it. */
  CODE,
  /** Takes images. */
  VISION,
  /** Takes documents, such as PDF. */
  FILES,
  /** Takes or makes sound. */
  AUDIO,
  /** Calls functions. */
  TOOLS,
  /** Calls several functions in one turn. */
  PARALLEL_TOOLS,
  /** Can be held to some JSON object. */
  JSON_OBJECT,
  /** Can be held to a JSON schema. */
  JSON_SCHEMA,
  /** Thinks before it answers, and its effort can be set. */
  REASONING,
  /** Tells the probability of each token. */
  LOGPROBS,
  /** Turns text into vectors. */
  EMBEDDINGS;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word for it in configuration: lower case, {@code parallel_tools}. */
  public String word() {
    return word;
  }

  /** Reads a word; {@code parallel-tools} is as good as {@code parallel_tools}. */
  public static Optional<Capability> of(String word) {
    return Arrays.stream(values())
        .filter(capability -> capability.word.equals(word.replace('-', '_')))
        .findFirst();
  }

  /** An immutable copy in the order of the enum, so that it prints the same everywhere. */
  static Set<Capability> ordered(Collection<Capability> capabilities) {
    Set<Capability> ordered = EnumSet.noneOf(Capability.class);
    ordered.addAll(capabilities);
    return Collections.unmodifiableSet(ordered);
  }

  /** Every word, in the order of the enum. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Capability::word).toList();
  }
}
