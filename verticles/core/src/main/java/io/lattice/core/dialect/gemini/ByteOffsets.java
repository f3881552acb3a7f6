package io.lattice.core.dialect.gemini;

/** Google counts the bytes of a text in UTF-8 where others count its characters. */
final class ByteOffsets {
  private ByteOffsets() {}

  /** The character that begins at this byte or holds it; the text's length where it is past it. */
  static int character(String text, int offset) {
    int bytes = 0;
    int i = 0;
    while (i < text.length() && bytes < offset) {
      int point = text.codePointAt(i);
      bytes += width(point);
      if (bytes <= offset) {
        i += Character.charCount(point);
      }
    }
    return i;
  }

  /** How many bytes the first characters take. */
  static int bytes(String text, int characters) {
    int end = Math.min(characters, text.length());
    int bytes = 0;
    for (int i = 0; i < end; ) {
      int point = text.codePointAt(i);
      bytes += width(point);
      i += Character.charCount(point);
    }
    return bytes;
  }

  private static int width(int point) {
    if (point < 0x80) {
      return 1;
    }
    return point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
}
