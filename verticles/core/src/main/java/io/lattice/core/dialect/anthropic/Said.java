package io.lattice.core.dialect.anthropic;

/** How much was said in an answer so far. Confined to one answer. */
final class Said {
  private int characters;
  private int calls;
  private boolean answersByTool;

  void text(String text) {
    characters += text.codePointCount(0, text.length());
  }

  /** The number of the call that begins, counted from 0. */
  int call() {
    return calls++;
  }

  void answerByTool() {
    answersByTool = true;
  }

  /** Characters of text, as Unicode counts them. */
  int characters() {
    return characters;
  }

  int calls() {
    return calls;
  }

  /** Whether the only tool that was called is ours, which stands for the answer. */
  boolean onlyAnswersByTool() {
    return answersByTool && calls == 0;
  }
}
