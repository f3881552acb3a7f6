package io.lattice.core.dialect;

import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.ErrorKind;

/**
 * What holds for a caller's texts in any dialect.
 *
 * @param max at most so many in one request: each becomes some kilobytes of answer
 */
public record EmbeddingInputs(int max) {
  public static final EmbeddingInputs DEFAULT = new EmbeddingInputs(2_048);

  public EmbeddingInputs {
    if (max < 1) {
      throw new IllegalArgumentException("a request has at least one text, not " + max);
    }
  }

  /**
   * @param path of the field that holds them
   * @throws DialectException with INVALID_REQUEST where there are none or too many
   */
  public void checkCount(String path, int count) {
    if (count == 0) {
      throw DialectException.invalid(path, "must hold at least one text");
    }
    if (count > max) {
      throw DialectException.invalid(
          path,
          "must hold at most %d texts, not %d: ask more than once, or raise bridge.max_embedding_inputs"
              .formatted(max, count));
    }
  }

  /**
   * @throws DialectException with INVALID_REQUEST where a text is empty, of which no model makes a
   *     vector
   */
  public static EmbeddingRequest.Text text(String path, String text) {
    if (text.isEmpty()) {
      throw DialectException.invalid(path, "must not be empty");
    }
    return new EmbeddingRequest.Text(text);
  }

  /**
   * The text of an input.
   *
   * @param provider whom its error names
   * @throws DialectException with INVALID_REQUEST where it comes as tokens
   */
  public static String textOf(EmbeddingRequest.Input input, String provider) {
    if (input instanceof EmbeddingRequest.Text text) {
      return text.text();
    }
    throw new DialectException(
        ErrorKind.INVALID_REQUEST, provider + " takes no tokens: send the text itself");
  }
}
