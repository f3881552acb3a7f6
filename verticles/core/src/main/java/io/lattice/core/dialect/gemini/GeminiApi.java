package io.lattice.core.dialect.gemini;

import java.util.Set;

/** The two APIs that speak this dialect, by what only one of them takes in a request. */
public enum GeminiApi {
  /** {@code generativelanguage.googleapis.com}. */
  DEVELOPER(Set.of("safetySettings", "cachedContent", "store"), false),

  /** Vertex AI, which also takes the names of files and labels for billing. */
  VERTEX(Set.of("safetySettings", "cachedContent", "labels", "modelArmorConfig"), true);

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is.
  private final Set<String> fields;

  private final boolean takesNames;

  GeminiApi(Set<String> fields, boolean takesNames) {
    this.fields = fields;
    this.takesNames = takesNames;
  }

  /** Whether a caller's own top-level field of this name, in camel case, may be passed on. */
  boolean knows(String field) {
    return fields.contains(field);
  }

  /** Whether media in a message may have a name. */
  boolean takesNames() {
    return takesNames;
  }
}
