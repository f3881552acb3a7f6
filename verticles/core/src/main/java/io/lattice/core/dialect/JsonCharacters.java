package io.lattice.core.dialect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds what a JSON parser lets through: UTF-8 that is overlong, out of range or encodes half of a
 * surrogate pair, and escapes of half a pair. Such text means different things to different
 * readers.
 *
 * <p>Eight bytes are looked at at once while they are plain ASCII, which nearly all are.
 */
final class JsonCharacters {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long BACKSLASHES = 0x5C5C5C5C5C5C5C5CL;
  private static final int ESCAPE_LENGTH = 6;

  private JsonCharacters() {}

  /** The offset of the first bad character, or -1 where all are good. */
  static int firstBad(byte[] json) {
    int i = 0;
    while (i < json.length) {
      if (i + Long.BYTES <= json.length && isPlain((long) EIGHT.get(json, i))) {
        i += Long.BYTES;
        continue;
      }
      int length = lengthAt(json, i);
      if (length == 0) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  private static boolean isPlain(long word) {
    long difference = word ^ BACKSLASHES;
    long backslash = (difference - LOW_BITS) & ~difference;
    return ((word | backslash) & HIGH_BITS) == 0;
  }

  /** The bytes of the character or escape here, or 0 where it is bad. */
  private static int lengthAt(byte[] json, int i) {
    int b = json[i] & 0xFF;
    if (b == '\\') {
      return escapeLength(json, i);
    }
    if (b < 0x80) {
      return 1;
    }
    if (b < 0xE0) {
      return b >= 0xC2 && isTail(json, i + 1, 0x80, 0xBF) ? 2 : 0;
    }
    if (b < 0xF0) {
      int low = b == 0xE0 ? 0xA0 : 0x80;
      int high = b == 0xED ? 0x9F : 0xBF;
      return isTail(json, i + 1, low, high) && isTail(json, i + 2, 0x80, 0xBF) ? 3 : 0;
    }
    int low = b == 0xF0 ? 0x90 : 0x80;
    int high = b == 0xF4 ? 0x8F : 0xBF;
    return b <= 0xF4
            && isTail(json, i + 1, low, high)
            && isTail(json, i + 2, 0x80, 0xBF)
            && isTail(json, i + 3, 0x80, 0xBF)
        ? 4
        : 0;
  }

  private static boolean isTail(byte[] json, int i, int low, int high) {
    return i < json.length && (json[i] & 0xFF) >= low && (json[i] & 0xFF) <= high;
  }

  /** An escape that is wrong in another way is the parser's to refuse. */
  private static int escapeLength(byte[] json, int i) {
    int unit = escapedUnit(json, i);
    if (unit < 0 || !Character.isSurrogate((char) unit)) {
      return unit < 0 ? 2 : ESCAPE_LENGTH;
    }
    int next = escapedUnit(json, i + ESCAPE_LENGTH);
    boolean isPair = next >= 0 && Character.isSurrogatePair((char) unit, (char) next);
    return isPair ? 2 * ESCAPE_LENGTH : 0;
  }

  /** The UTF-16 unit that an escape here stands for, or -1 where there is none. */
  private static int escapedUnit(byte[] json, int i) {
    if (i + ESCAPE_LENGTH > json.length || json[i] != '\\' || json[i + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int k = i + 2; k < i + ESCAPE_LENGTH; k++) {
      int digit = Character.digit(json[k], 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }
}
