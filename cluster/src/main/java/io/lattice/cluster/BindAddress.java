package io.lattice.cluster;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/** The IP address that a host to listen on stands for, refused where it must not be used. */
final class BindAddress {

  private BindAddress() {}

  /**
   * Looks a name up, which may block; an IP address is only read.
   *
   * @throws IllegalArgumentException naming the host and the remedy
   */
  static InetAddress of(ClusterOptions options) {
    InetAddress address = resolve(options.host());
    if (address.isAnyLocalAddress()) {
      throw new IllegalArgumentException(
          "cluster host '%s' is every interface; write the one address that other nodes reach"
                  .formatted(options.host())
              + " this node at");
    }
    if (!address.isLoopbackAddress() && !options.allowPlainText()) {
      throw new IllegalArgumentException(
          "cluster host '%s' is reachable from outside this machine, and traffic between nodes is"
                  .formatted(options.host())
              + " neither encrypted nor authenticated; listen on 127.0.0.1, or put the nodes on a"
              + " private network and allow plain text in the cluster settings");
    }
    requireOurs(options.host(), address);
    return address;
  }

  private static void requireOurs(String host, InetAddress address) {
    try {
      if (NetworkInterface.getByInetAddress(address) != null) {
        return;
      }
    } catch (SocketException e) {
      throw new IllegalArgumentException("cluster host '%s' cannot be used".formatted(host), e);
    }
    throw new IllegalArgumentException(
        "cluster host '%s' is no address of this machine; write one that is".formatted(host));
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "cluster host '%s' is not known here; write one of this machine's addresses"
              .formatted(host),
          e);
    }
  }
}
