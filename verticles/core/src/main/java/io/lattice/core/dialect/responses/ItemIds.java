package io.lattice.core.dialect.responses;

/**
 * The ids of an answer and its items, all made of the one that the answer has: letters, digits,
 * underscores and dashes, 64 at most, which is what OpenAI takes back.
 */
final class ItemIds {
  private static final String ANSWER = "resp_";
  private static final int MAX_STEM = 48;

  private final String stem;

  /**
   * @param answer the id that the provider gave the answer, or ours
   */
  ItemIds(String answer) {
    String plain = answer.startsWith(ANSWER) ? answer.substring(ANSWER.length()) : answer;
    String clean = plain.replaceAll("[^A-Za-z0-9_-]", "-");
    this.stem = clean.length() <= MAX_STEM ? clean : clean.substring(0, MAX_STEM);
  }

  String answer() {
    return ANSWER + stem;
  }

  /**
   * An item's.
   *
   * @param kind {@code msg}, {@code rs} or {@code fc}
   */
  String item(String kind, int index) {
    return kind + "_" + stem + "_" + index;
  }
}
