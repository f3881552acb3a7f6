package io.lattice.cluster;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Looks before we leap: Hazelcast and Vert.x answer a taken port with pages of stack traces in the
 * log. Who takes the port between the look and the leap still meets those.
 */
final class FreePort {

  private FreePort() {}

  /**
   * @param port 0 is any free one and always there
   * @throws BindException naming the port and the remedy
   */
  static void require(String what, InetAddress address, int port) throws BindException {
    if (port == 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      // As the real ones do: a connection of the last run that lingers does not count.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      var taken =
          new BindException(
              "%s %d on %s is taken; stop what listens there or choose another port"
                  .formatted(what, port, address.getHostAddress()));
      taken.initCause(e);
      throw taken;
    }
  }
}
