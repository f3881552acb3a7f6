package io.lattice.core.dialect;

/** How the pieces of a streamed answer are told apart. */
public enum StreamFraming {
  /** As the dialect does by itself: server-sent events, or lines. */
  USUAL,
  /**
   * As the items of one JSON array, which Gemini's API writes where {@code alt=sse} is not said.
   */
  ARRAY
}
