package io.lattice.core.usage;

/** What a model is given to read, as far as it counts. Confined to its user. */
final class Prompt implements BodyText.Sink {
  /**
   * Of a picture, a recording or a file. A picture of a megapixel takes 765 tokens at OpenAI, 1,032
   * at Google and about 1,400 at Anthropic; what it really takes hangs on its size, which nobody
   * looks up here.
   */
  static final int MEDIUM_TOKENS = 1_000;

  /** What providers put around a turn: who speaks, where it begins and ends. */
  static final int TURN_TOKENS = 4;

  private final JoinedText text = new JoinedText();
  private long tokens;

  @Override
  public void text(String words) {
    text.add(words);
  }

  @Override
  public void medium() {
    tokens += MEDIUM_TOKENS;
  }

  @Override
  public void turn() {
    tokens += TURN_TOKENS;
  }

  /** What needs no estimate. */
  void counted(long exactly) {
    tokens += exactly;
  }

  long tokens(TokenEstimate estimate) {
    return tokens + estimate.tokens(text);
  }
}
