package io.lattice.core.testing;

import java.io.IOException;
import java.io.InputStream;

/** A chunked body as a stream of its data. Fails where it is cut. */
final class ChunkedBody extends InputStream {
  private final InputStream in;
  private byte[] chunk = {};
  private int next;
  private boolean ended;

  ChunkedBody(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    return hasMore() ? chunk[next++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (!hasMore()) {
      return -1;
    }
    int size = Math.min(length, chunk.length - next);
    System.arraycopy(chunk, next, bytes, offset, size);
    next += size;
    return size;
  }

  private boolean hasMore() throws IOException {
    if (next == chunk.length && !ended) {
      chunk = HttpBytes.chunk(in);
      next = 0;
      ended = chunk.length == 0;
    }
    return !ended;
  }
}
