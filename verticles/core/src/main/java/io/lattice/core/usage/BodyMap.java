package io.lattice.core.usage;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in a long body is text, and how many pictures, recordings or files lie between. Those are
 * base64: as good as no text has two blocks in a row of which every byte that is looked at is a
 * letter or a digit. Looking takes a millisecond for some ten MiB.
 *
 * @param text with the names and brackets around it, and the ends of media, in order
 */
record BodyMap(List<Range> text, int media) {
  /** In bytes. */
  private static final int BLOCK = 1024;

  /** Of these bytes one is looked at. */
  private static final int STEP = 32;

  /**
   * @param to exclusive
   */
  record Range(int from, int to) {
    int length() {
      return to - from;
    }
  }

  BodyMap {
    text = List.copyOf(text);
  }

  static BodyMap of(byte[] body) {
    List<Range> text = new ArrayList<>();
    int media = 0;
    int begin = 0;
    int at = 0;
    while (at < body.length) {
      int end = endOfBase64(body, at);
      if (end < at + 2 * BLOCK) {
        at = Math.max(end, at + BLOCK);
      } else {
        if (begin < at) {
          text.add(new Range(begin, at));
        }
        media++;
        begin = end;
        at = end;
      }
    }
    if (begin < body.length) {
      text.add(new Range(begin, body.length));
    }
    return new BodyMap(text, media);
  }

  /** In bytes. */
  int textLength() {
    return text.stream().mapToInt(Range::length).sum();
  }

  private static int endOfBase64(byte[] body, int from) {
    int at = from;
    while (at + BLOCK <= body.length && isBase64(body, at)) {
      at += BLOCK;
    }
    return at;
  }

  private static boolean isBase64(byte[] body, int from) {
    for (int i = from; i < from + BLOCK; i += STEP) {
      if (!isBase64(body[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBase64(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '+'
        || b == '/';
  }
}
