package io.lattice.core.usage;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts one after another, without a copy of them. A line ends each, so that words of two do not
 * become one. Confined to its user.
 */
final class JoinedText implements CharSequence {
  private final List<String> parts = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private int length;

  void add(String text) {
    if (!text.isEmpty() && text.length() < Integer.MAX_VALUE - length) {
      parts.add(text);
      length += text.length() + 1;
      ends.add(length);
    }
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return subSequence(index, index + 1).charAt(0);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    StringBuilder piece = new StringBuilder(end - start);
    for (int at = partAt(start); piece.length() < end - start; at++) {
      String part = parts.get(at);
      int begins = ends.get(at) - part.length() - 1;
      int from = Math.max(0, start - begins);
      int to = Math.min(part.length(), end - begins);
      if (from < to) {
        piece.append(part, from, to);
      }
      if (end > begins + part.length()) {
        piece.append('\n');
      }
    }
    return piece;
  }

  private int partAt(int index) {
    int low = 0;
    int high = ends.size() - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (ends.get(middle) > index) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  @Override
  public String toString() {
    return length == 0 ? "" : subSequence(0, length).toString();
  }
}
