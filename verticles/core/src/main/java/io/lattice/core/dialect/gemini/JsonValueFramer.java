package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.WireFrame;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts JSON objects out of a stream that is one growing array of them, or simply one after the
 * other. What stands between them is skipped, and what the connection's end cuts is dropped.
 *
 * <p>Line breaks within an object, which JSON allows only between its tokens, become blanks: so a
 * frame fits into one line of an event stream.
 */
final class JsonValueFramer implements Framer {
  private final int maxFrameBytes;
  private final ByteArrayOutputStream value = new ByteArrayOutputStream();
  private int depth;
  private boolean inString;
  private boolean isEscaped;

  JsonValueFramer(int maxFrameBytes) {
    this.maxFrameBytes = maxFrameBytes;
  }

  @Override
  public List<WireFrame> push(byte[] bytes, int offset, int length) {
    List<WireFrame> frames = new ArrayList<>();
    for (int i = offset; i < offset + length; i++) {
      if (take(bytes[i])) {
        frames.add(frame());
      }
    }
    return frames;
  }

  @Override
  public List<WireFrame> end() {
    return List.of();
  }

  /** The object that {@link #take} completed. */
  WireFrame frame() {
    WireFrame frame = new WireFrame(null, Bytes.wrap(value.toByteArray()));
    value.reset();
    return frame;
  }

  /** Takes one byte, and tells whether it completes an object. */
  boolean take(byte b) {
    if (depth == 0 && b != '{') {
      return false;
    }
    if (value.size() >= maxFrameBytes) {
      throw new DialectException(
          ErrorKind.UPSTREAM_PROTOCOL,
          "the provider sent an object of more than " + maxFrameBytes + " bytes");
    }
    value.write(b == '\n' || b == '\r' ? ' ' : b);
    if (inString) {
      inString = isEscaped || b != '"';
      isEscaped = !isEscaped && b == '\\';
      return false;
    }
    switch (b) {
      case '"' -> inString = true;
      case '{', '[' -> depth++;
      case '}', ']' -> depth--;
      default -> {
        // Neither begins nor ends anything.
      }
    }
    return depth == 0;
  }
}
