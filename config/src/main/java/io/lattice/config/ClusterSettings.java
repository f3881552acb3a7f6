package io.lattice.config;

import java.util.List;

/**
 * How nodes find each other. There is no multicast: a node knows only the members it is told.
 *
 * @param host the address to bind and to be known by; loopback unless an operator says otherwise
 * @param port the TCP port of the cluster, 0 to let the system choose
 * @param members addresses of other nodes, {@code host} or {@code host:port}; empty for a node that
 *     waits to be named by others
 * @param name only nodes of the same name join each other
 */
public record ClusterSettings(String host, int port, List<String> members, String name) {

  /** Alone on loopback, port 5701. */
  public static final ClusterSettings DEFAULTS =
      new ClusterSettings("127.0.0.1", 5701, List.of(), "lattice");

  /** Copies the members and checks the rest. */
  public ClusterSettings {
    members = List.copyOf(members);
    Checks.notBlank(host, "host");
    Checks.within(port, 0, 65_535, "port");
    Checks.notBlank(name, "name");
  }
}
