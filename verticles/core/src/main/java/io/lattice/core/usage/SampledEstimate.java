package io.lattice.core.usage;

/**
 * Bounds what an exact count may cost. Text is counted in pieces, because a tokenizer needs more
 * than linear time for a long word; of text longer than {@link #WHOLE} only evenly spread pieces of
 * as much in all are counted, and the rest is taken to be like them.
 */
final class SampledEstimate implements TokenEstimate {
  /** In characters. The worst text of this length takes a few milliseconds. */
  static final int WHOLE = 2 * 1024;

  /** In characters. Each cut between pieces adds at most a token. */
  static final int PIECE = 256;

  private final TokenEstimate exact;

  SampledEstimate(TokenEstimate exact) {
    this.exact = exact;
  }

  @Override
  public long tokens(CharSequence text) {
    int length = text.length();
    if (length <= WHOLE) {
      long tokens = 0;
      for (int start = 0; start < length; start += PIECE) {
        tokens += exact.tokens(text.subSequence(start, Math.min(length, start + PIECE)));
      }
      return tokens;
    }
    int pieces = WHOLE / PIECE;
    long sampled = 0;
    for (int i = 0; i < pieces; i++) {
      int start = (int) ((long) (length - PIECE) * i / (pieces - 1));
      sampled += exact.tokens(text.subSequence(start, start + PIECE));
    }
    return Math.max(1, sampled * length / WHOLE);
  }
}
