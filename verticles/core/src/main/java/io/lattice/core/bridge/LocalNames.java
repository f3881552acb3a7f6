package io.lattice.core.bridge;

import io.vertx.core.MultiMap;

/**
 * The names under which a bridge without callers answers. A web page can have a name of its own
 * resolve to 127.0.0.1 and so reach a bridge that trusts everybody on the machine; it cannot have
 * its browser send another Host.
 */
final class LocalNames {
  private final String own;

  /**
   * @param own the address that the bridge listens on
   */
  LocalNames(String own) {
    this.own = own;
  }

  /**
   * @throws Refusal where the Host is no name of this machine
   */
  void check(MultiMap headers) {
    String host = headers.get(HeaderNames.HOST);
    if (host != null && !isOurs(nameIn(host))) {
      throw Refusal.forbidden(
          "a bridge without callers answers only as localhost or by its loopback address; use one"
              + " of these, or configure callers");
    }
  }

  private boolean isOurs(String name) {
    return name.equalsIgnoreCase("localhost")
        || name.equals("[::1]")
        || name.equalsIgnoreCase(own)
        || isLoopback4(name);
  }

  /** An address, not a name that only begins like one. */
  private static boolean isLoopback4(String name) {
    return name.startsWith("127.")
        && name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private static String nameIn(String host) {
    int colon = host.lastIndexOf(':');
    return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
  }
}
