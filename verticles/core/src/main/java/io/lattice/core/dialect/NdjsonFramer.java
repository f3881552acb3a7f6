package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ErrorKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts JSON values out of <a href="https://github.com/ndjson/ndjson-spec">lines of JSON</a>.
 *
 * <p>Tolerant of what goes wrong on the way: lines end with LF or CRLF, empty ones are ignored, a
 * byte order mark at the start is skipped, and a line may hold several values, each of which is a
 * frame as soon as it is complete. A line feed ends a value whether it is complete or not, since
 * none may stand inside of one. At the connection's end a value that is not complete is dropped.
 */
public final class NdjsonFramer implements Framer {
  private static final byte[] NONE = {};
  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

  private final int maxFrameBytes;

  /** The start of a value whose end has not come yet. */
  private byte[] cut = NONE;

  private int cutLength;

  /** How many containers are open; a value that is none ends with its line. */
  private int depth;

  private boolean inValue;
  private boolean inText;
  private boolean afterBackslash;
  private int marks;

  /**
   * @param maxFrameBytes at most this many bytes in a value
   */
  public NdjsonFramer(int maxFrameBytes) {
    this.maxFrameBytes = maxFrameBytes;
  }

  @Override
  public List<WireFrame> push(byte[] bytes, int offset, int length) {
    List<WireFrame> frames = new ArrayList<>();
    int end = offset + length;
    int start = offset;
    for (int i = offset; i < end; i++) {
      byte b = bytes[i];
      if (!inValue) {
        start = i;
        inValue = !isBetween(b);
        depth = 0;
      }
      if (!inValue) {
        continue;
      }
      if (b == '\n') {
        finish(bytes, start, i, frames);
      } else if (ends(b)) {
        finish(bytes, start, i + 1, frames);
      }
    }
    if (inValue) {
      keep(bytes, start, end - start);
    }
    return frames;
  }

  @Override
  public List<WireFrame> end() {
    List<WireFrame> frames = new ArrayList<>();
    if (inValue && depth == 0 && !inText) {
      finish(NONE, 0, 0, frames);
    }
    return frames;
  }

  /** Whether a byte stands between values and means nothing. */
  private boolean isBetween(byte b) {
    if (marks < BYTE_ORDER_MARK.length() && b == (byte) BYTE_ORDER_MARK.charAt(marks)) {
      marks++;
      return true;
    }
    marks = BYTE_ORDER_MARK.length();
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  /** Whether this byte is the last of a container that stands in no other. */
  private boolean ends(byte b) {
    if (afterBackslash) {
      afterBackslash = false;
    } else if (inText) {
      afterBackslash = b == '\\';
      inText = b != '"';
    } else if (b == '"') {
      inText = true;
    } else if (b == '{' || b == '[') {
      depth++;
    } else if (b == '}' || b == ']') {
      depth--;
      return depth == 0;
    }
    return false;
  }

  private void finish(byte[] bytes, int start, int end, List<WireFrame> frames) {
    byte[] value = bytes;
    int from = start;
    int to = end;
    if (cutLength > 0) {
      keep(bytes, start, end - start);
      value = cut;
      from = 0;
      to = cutLength;
      cutLength = 0;
    }
    checkSize(to - from);
    while (to > from && value[to - 1] <= ' ' && value[to - 1] >= 0) {
      to--;
    }
    frames.add(new WireFrame(null, Bytes.wrap(Arrays.copyOfRange(value, from, to))));
    inValue = false;
    inText = false;
    afterBackslash = false;
  }

  private void keep(byte[] bytes, int start, int length) {
    int size = checkSize((long) cutLength + length);
    if (size > cut.length) {
      cut = Arrays.copyOf(cut, (int) Math.max(size, Math.min(2L * cut.length, maxFrameBytes)));
    }
    System.arraycopy(bytes, start, cut, cutLength, length);
    cutLength = size;
  }

  private int checkSize(long size) {
    if (size > maxFrameBytes) {
      throw new DialectException(
          ErrorKind.UPSTREAM_PROTOCOL,
          "the provider sent a line of more than " + maxFrameBytes + " bytes");
    }
    return (int) size;
  }
}
