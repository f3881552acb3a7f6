package io.lattice.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.Optional;

/**
 * Where a node is going to listen.
 *
 * @param host a name or an address of this machine
 * @param port 0 for any free one
 * @param variable what an operator sets to have another port
 */
record ListenAddress(String host, int port, String variable) {

  private static final int BACKLOG = 1;

  /**
   * What keeps a node from listening here, as a sentence with a remedy. Asked before anything is
   * started: a cluster that finds its port taken says so in a hundred lines. Looks up the host, so
   * not to be called on an event loop.
   */
  Optional<String> problem() {
    try (var socket = new ServerSocket()) {
      var address = InetAddress.getByName(host);
      socket.setReuseAddress(true);
      try {
        socket.bind(new InetSocketAddress(address, port), BACKLOG);
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(isOurs(address) ? taken(e) : foreign());
      }
    } catch (IOException e) {
      return Optional.of(foreign());
    }
  }

  private static boolean isOurs(InetAddress address) throws IOException {
    return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
  }

  private String taken(IOException refusal) {
    return String.valueOf(refusal.getMessage()).contains("ermission")
        ? "Port %d may not be opened by this user; set %s to one from 1024 up."
            .formatted(port, variable)
        : "Port %d on %s is taken; stop the other program or set %s."
            .formatted(port, host, variable);
  }

  private String foreign() {
    return "'" + host + "' is no address of this machine; write 127.0.0.1.";
  }
}
