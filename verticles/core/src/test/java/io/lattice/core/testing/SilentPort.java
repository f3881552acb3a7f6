package io.lattice.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port of this machine where connecting takes forever: its queue of connections that nobody
 * accepts is full, so the system drops every further SYN, as a firewall would.
 */
public final class SilentPort implements AutoCloseable {
  private static final int MOST_WAITING = 64;
  private static final int CONNECT_MILLIS = 300;

  private final ServerSocket server;
  private final List<Socket> waiting = new ArrayList<>();

  private SilentPort(ServerSocket server) {
    this.server = server;
  }

  /** Opens one. Fails where the system does not drop but refuses. */
  public static SilentPort open() {
    try {
      SilentPort port = new SilentPort(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      port.fill();
      return port;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** A port where nobody listens: connecting is refused at once. */
  public static int refused() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() {
    try {
      for (Socket socket : waiting) {
        socket.close();
      }
      server.close();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private void fill() throws IOException {
    while (waiting.size() < MOST_WAITING) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), CONNECT_MILLIS);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
    throw new IOException("port " + port() + " keeps accepting");
  }
}
