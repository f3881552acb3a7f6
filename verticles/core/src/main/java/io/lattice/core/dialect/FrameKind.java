package io.lattice.core.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a frame of this dialect's stream is, told without parsing it. */
public enum FrameKind {
  /** A JSON object with a piece of the answer, or an error. */
  CHUNK,
  /** An event that is called an error. */
  ERROR,
  /** The end. */
  DONE,
  /** An event of another name, which some servers put between the chunks. */
  FOREIGN,
  /** No data at all. */
  EMPTY;

  private static final byte[] END = "[DONE]".getBytes(StandardCharsets.US_ASCII);

  public static FrameKind of(WireFrame frame) {
    byte[] data = frame.data().array();
    int start = 0;
    int end = data.length;
    while (start < end && data[start] <= ' ' && data[start] >= 0) {
      start++;
    }
    while (end > start && data[end - 1] <= ' ' && data[end - 1] >= 0) {
      end--;
    }
    if (Arrays.equals(data, start, end, END, 0, END.length)) {
      return DONE;
    }
    String name = frame.name();
    if (name != null && name.equals("error")) {
      return ERROR;
    }
    if (start == end) {
      return EMPTY;
    }
    return name == null || name.equals("message") || data[start] == '{' ? CHUNK : FOREIGN;
  }
}
