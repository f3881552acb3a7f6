package io.lattice.core.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The few pieces that HTTP/1.1 messages are made of, read as strictly as a test needs. */
final class HttpBytes {
  private HttpBytes() {}

  /** A line without its end, or null at the end of the connection before its first byte. */
  static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next != '\n') {
      if (next < 0) {
        throw new EOFException("cut in the line: " + line.toString(ISO_8859_1));
      }
      if (next != '\r') {
        line.write(next);
      }
      next = in.read();
    }
    return line.toString(ISO_8859_1);
  }

  /** The data of the next chunk, empty for the last one. */
  static byte[] chunk(InputStream in) throws IOException {
    String size = line(in);
    if (size == null) {
      throw new EOFException("cut before a chunk");
    }
    byte[] data = exactly(in, Integer.parseInt(size.split(";")[0].trim(), 16));
    line(in);
    return data;
  }

  /** So many bytes. */
  static byte[] exactly(InputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("cut after " + bytes.length + " of " + size + " bytes");
    }
    return bytes;
  }
}
