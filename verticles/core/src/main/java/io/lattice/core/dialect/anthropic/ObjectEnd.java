package io.lattice.core.dialect.anthropic;

/**
 * Finds out, piece by piece, when a text is one complete JSON object. What is no JSON never is.
 * Confined to its user.
 */
final class ObjectEnd {
  private int depth;
  private boolean isInString;
  private boolean isEscaped;
  private boolean isReached;

  boolean isReached() {
    return isReached;
  }

  void add(String piece) {
    for (int i = 0; i < piece.length() && !isReached; i++) {
      add(piece.charAt(i));
    }
  }

  private void add(char character) {
    if (isEscaped) {
      isEscaped = false;
    } else if (isInString) {
      isEscaped = character == '\\';
      isInString = character != '"';
    } else if (character == '"') {
      isInString = true;
    } else if (character == '{' || character == '[') {
      depth++;
    } else if (character == '}' || character == ']') {
      depth--;
      isReached = depth == 0;
    }
  }
}
