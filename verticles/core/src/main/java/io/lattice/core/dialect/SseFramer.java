package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts server-sent events out of a stream of bytes.
 *
 * <p>Follows the <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">WHATWG
 * rules</a>: lines end with LF, CRLF or CR; a byte order mark at the start is skipped; comments and
 * unknown fields are ignored; lines of data are joined with LF; an event that no blank line ends is
 * dropped. A line is looked at where it lies; only one that the network cut is copied first.
 */
public final class SseFramer implements Framer {
  private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] NONE = {};

  private final int maxFrameBytes;

  /** The start of a line whose end has not come yet. */
  private byte[] cut = NONE;

  private int cutLength;
  private boolean isFirstLine = true;

  /** The last line ended with CR, so that an LF right after it belongs to it. */
  private boolean afterCarriageReturn;

  /** The event's data so far: exactly as long as its first line, then growing by doubling. */
  private byte[] data = NONE;

  /** How much of {@link #data} is in use, or -1 where the event has none. */
  private int dataLength = -1;

  private @Nullable String name;

  /**
   * @param maxFrameBytes at most this many bytes of data in an event, and of a line
   */
  public SseFramer(int maxFrameBytes) {
    this.maxFrameBytes = maxFrameBytes;
  }

  @Override
  public List<WireFrame> push(byte[] bytes, int offset, int length) {
    List<WireFrame> frames = new ArrayList<>();
    int end = offset + length;
    int start = offset;
    for (int i = offset; i < end; i++) {
      byte b = bytes[i];
      if (b != '\n' && b != '\r') {
        continue;
      }
      if (b != '\n' || !afterCarriageReturn || i > start || cutLength > 0) {
        endLine(bytes, start, i, frames);
      }
      afterCarriageReturn = b == '\r';
      start = i + 1;
    }
    if (start < end) {
      afterCarriageReturn = false;
      keep(bytes, start, end - start);
    }
    return frames;
  }

  @Override
  public List<WireFrame> end() {
    return List.of();
  }

  private void endLine(byte[] bytes, int start, int end, List<WireFrame> frames) {
    if (cutLength == 0) {
      line(bytes, start, end, frames);
      return;
    }
    keep(bytes, start, end - start);
    int length = cutLength;
    cutLength = 0;
    line(cut, 0, length, frames);
  }

  private void line(byte[] bytes, int lineStart, int end, List<WireFrame> frames) {
    int start = lineStart;
    if (isFirstLine) {
      isFirstLine = false;
      start += startsWith(bytes, start, end, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
    }
    if (start == end) {
      dispatch(frames);
      return;
    }
    if (isField(bytes, start, end, DATA)) {
      addData(bytes, valueStart(bytes, start + DATA.length, end), end);
    } else if (isField(bytes, start, end, EVENT)) {
      int from = valueStart(bytes, start + EVENT.length, end);
      name = from == end ? null : new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
  }

  private void dispatch(List<WireFrame> frames) {
    if (dataLength >= 0) {
      byte[] exact = dataLength == data.length ? data : Arrays.copyOf(data, dataLength);
      frames.add(new WireFrame(name, Bytes.wrap(exact)));
      data = NONE;
      dataLength = -1;
    }
    name = null;
  }

  private void addData(byte[] bytes, int start, int end) {
    if (dataLength < 0) {
      checkSize(end - start);
      data = Arrays.copyOfRange(bytes, start, end);
      dataLength = data.length;
      return;
    }
    checkSize(dataLength + 1L + end - start);
    int joined = dataLength + 1 + end - start;
    data = roomFor(data, joined);
    data[dataLength] = '\n';
    System.arraycopy(bytes, start, data, dataLength + 1, end - start);
    dataLength = joined;
  }

  /** Keeps the piece of a line until the rest of it comes. */
  private void keep(byte[] bytes, int start, int length) {
    checkSize((long) cutLength + length);
    cut = roomFor(cut, cutLength + length);
    System.arraycopy(bytes, start, cut, cutLength, length);
    cutLength += length;
  }

  private void checkSize(long size) {
    if (size > maxFrameBytes) {
      throw new DialectException(
          ErrorKind.UPSTREAM_PROTOCOL,
          "the provider sent an event of more than " + maxFrameBytes + " bytes");
    }
  }

  private static byte[] roomFor(byte[] array, int length) {
    return length <= array.length
        ? array
        : Arrays.copyOf(
            array, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(length, 2L * array.length)));
  }

  private static boolean isField(byte[] bytes, int start, int end, byte[] field) {
    int after = start + field.length;
    return startsWith(bytes, start, end, field) && (after == end || bytes[after] == ':');
  }

  private static boolean startsWith(byte[] bytes, int start, int end, byte[] prefix) {
    return end - start >= prefix.length
        && Arrays.equals(bytes, start, start + prefix.length, prefix, 0, prefix.length);
  }

  /** Behind the colon and the one space that may follow it. */
  private static int valueStart(byte[] bytes, int afterName, int end) {
    int start = Math.min(afterName + 1, end);
    return start < end && bytes[start] == ' ' ? start + 1 : start;
  }
}
