package io.lattice.core.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * An HTTP client of bytes: sends what it is told, correct or not, and gives what comes back. One
 * connection. Every read fails after {@link Patience#LIMIT}. Confined to the test's thread.
 */
public final class RawClient implements AutoCloseable {
  private final Socket socket = new Socket();
  private final InputStream in;

  private RawClient(int port, int receiveBuffer) {
    try {
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) Patience.LIMIT.toMillis());
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** A connection to a port of this machine. */
  public static RawClient to(int port) {
    return new RawClient(port, 0);
  }

  /** A connection whose operating system holds only about so many unread bytes. */
  public static RawClient narrow(int port, int receiveBuffer) {
    return new RawClient(port, receiveBuffer);
  }

  /** Sends bytes. */
  public RawClient send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Sends text. */
  public RawClient send(String text) {
    return send(text.getBytes(UTF_8));
  }

  /** Sends the same again and again until the server ends the connection. */
  public void sendUntilRefused(byte[] bytes) {
    long limit = System.nanoTime() + Patience.LIMIT.toNanos();
    while (System.nanoTime() < limit) {
      try {
        socket.getOutputStream().write(bytes);
      } catch (IOException refused) {
        return;
      }
      LockSupport.parkNanos(1_000_000);
    }
    throw new AssertionError("the server takes whatever comes");
  }

  /** Sends a JSON request. */
  public RawClient post(String path, String json, String... headerLines) {
    return post(path, json.getBytes(UTF_8), headerLines);
  }

  /** Sends a JSON request of any bytes. */
  public RawClient post(String path, byte[] body, String... headerLines) {
    String more =
        Arrays.stream(headerLines).map(line -> line + "\r\n").collect(Collectors.joining());
    send(
        "POST %s HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: %d\r\n%s\r\n"
            .formatted(path, body.length, more));
    return send(body);
  }

  /** Sends a request without a body. */
  public RawClient get(String path) {
    return send("GET %s HTTP/1.1\r\nhost: localhost\r\n\r\n".formatted(path));
  }

  /** The head of the next response; its body is still to be read. */
  public RawResponse response() {
    try {
      return RawResponse.read(in);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Waits until the server ends the connection, throwing away what it still sends. */
  public void awaitEnd() {
    try {
      in.skip(Long.MAX_VALUE);
      while (in.read() >= 0) {
        // Thrown away.
      }
    } catch (SocketTimeoutException still) {
      throw new AssertionError("the server keeps the connection", still);
    } catch (IOException reset) {
      // An end as well.
    }
  }

  /** Ends the connection by FIN. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Ends the connection by RST. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
