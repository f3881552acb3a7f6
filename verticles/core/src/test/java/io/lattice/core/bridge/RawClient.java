package io.lattice.core.bridge;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client that sends just the bytes it is told to. Blocks; for a test's own thread. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket = new Socket();
  private final InputStream in;

  RawClient(int port) {
    this(port, 0);
  }

  /**
   * @param receiveBuffer bytes that the kernel may keep for it, or 0 for its default
   */
  RawClient(int port, int receiveBuffer) {
    try {
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.connect(new InetSocketAddress("127.0.0.1", port));
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each character is a byte. */
  RawClient send(String latin1) {
    try {
      socket.getOutputStream().write(latin1.getBytes(StandardCharsets.ISO_8859_1));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A chat's request with this body and these further header lines, each with its line end. */
  RawClient ask(String body, String... headers) {
    return send(
        "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\n"
            + String.join("", headers)
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  /** Everything until this was seen. */
  String readUntil(String end) {
    return read(end);
  }

  /** Everything until the server closes. */
  String readToEnd() {
    return read(null);
  }

  private String read(@Nullable String end) {
    StringBuilder bytes = new StringBuilder();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        bytes.append((char) next);
        if (end != null && endsWith(bytes, end)) {
          break;
        }
      }
    } catch (SocketException e) {
      // Reset by the server: an end as well.
    } catch (IOException e) {
      throw new UncheckedIOException("after " + bytes, e);
    }
    return bytes.toString();
  }

  private static boolean endsWith(StringBuilder bytes, String end) {
    int from = bytes.length() - end.length();
    return from >= 0 && bytes.indexOf(end, from) == from;
  }

  /** Up to so many bytes that are there; fewer where the server closes. */
  int skip(int count) {
    try {
      return in.readNBytes(count).length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves without a word: the server sees a reset. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
