package io.lattice.node;

import java.net.URI;
import java.util.Map;

/** How a client on this machine reaches a bridge. */
final class HttpAddress {

  /** Hosts that mean every address of a machine, and one that is among them. */
  private static final Map<String, String> EVERY = Map.of("0.0.0.0", "127.0.0.1", "::", "::1");

  private HttpAddress() {}

  static URI of(String host, int port) {
    String one = EVERY.getOrDefault(host, host);
    return URI.create("http://" + (one.contains(":") ? "[" + one + "]" : one) + ":" + port);
  }
}
