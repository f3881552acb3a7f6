package io.lattice.core.usage;

/**
 * Counts tokens of text as well as can be done without the model's own tokenizer. Thread-safe,
 * never blocks, and takes at most milliseconds whatever the text: good for an event loop.
 */
@FunctionalInterface
public interface TokenEstimate {

  /**
   * Four bytes of UTF-8 for a token, which needs no table. Holds for English and for code within a
   * third.
   */
  TokenEstimate BY_LENGTH = new SampledEstimate(text -> (Utf8.length(text) + 3) / 4);

  /** How many tokens the text is; at least 1 unless it is empty. */
  long tokens(CharSequence text);
}
