package io.lattice.core.usage;

import io.lattice.api.chat.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What is in JSON that is too long to be read to its end on an event loop: pieces of its text are
 * counted that are spread evenly over it, with the names and brackets between, and the rest is
 * taken to be like them.
 */
final class BodySample {
  /** In bytes. Up to this length JSON is read whole, which takes some tenths of a millisecond. */
  static final int READ_WHOLE = 32 * 1024;

  private static final int PIECES = 16;

  /** In bytes. */
  private static final int PIECE = 256;

  private BodySample() {}

  /** Whether there is too much to read. */
  static boolean isFor(Bytes json) {
    return json.length() > READ_WHOLE;
  }

  /** How many tokens the text is; every medium in it is told. */
  static long tokens(Bytes json, TokenEstimate estimate, Runnable medium) {
    BodyMap map = BodyMap.of(json.array());
    for (int i = 0; i < map.media(); i++) {
      medium.run();
    }
    int length = map.textLength();
    int pieces = Math.min(PIECES, (length + PIECE - 1) / PIECE);
    long sampled = 0;
    long tokens = 0;
    for (int i = 0; i < pieces; i++) {
      int from = pieces == 1 ? 0 : (int) ((long) Math.max(0, length - PIECE) * i / (pieces - 1));
      byte[] piece = piece(json.array(), map, from);
      sampled += piece.length;
      tokens += estimate.tokens(text(piece));
    }
    return sampled == 0 ? 0 : tokens * length / sampled;
  }

  /** From a place in the text; shorter at the end of a range of it. */
  private static byte[] piece(byte[] json, BodyMap map, int from) {
    int before = 0;
    for (BodyMap.Range range : map.text()) {
      int begin = range.from() + from - before;
      if (begin < range.to()) {
        return Arrays.copyOfRange(json, begin, Math.min(begin + PIECE, range.to()));
      }
      before += range.length();
    }
    return new byte[0];
  }

  private static CharSequence text(byte[] piece) {
    int begin = 0;
    while (begin < piece.length && (piece[begin] & 0xC0) == 0x80) {
      begin++; // the rest of a character that began before
    }
    return unescaped(new String(piece, begin, piece.length - begin, StandardCharsets.UTF_8));
  }

  /** Some clients write every character beyond ASCII as an escape, which is six times as long. */
  private static CharSequence unescaped(String piece) {
    StringBuilder text = new StringBuilder(piece.length());
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      if (c != '\\' || i + 1 == piece.length()) {
        text.append(c);
      } else if (piece.charAt(++i) != 'u') {
        text.append(piece.charAt(i) == '"' ? '"' : '\n');
      } else if (i + 4 < piece.length()) {
        text.append((char) hex(piece, i + 1));
        i += 4;
      }
    }
    return text;
  }

  private static int hex(String piece, int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      value = value << 4 | Math.max(0, Character.digit(piece.charAt(i), 16));
    }
    return value;
  }
}
