package io.lattice.cluster;

import java.util.List;
import java.util.Objects;

/**
 * Where a node of the cluster listens for the others: a host and the cluster port.
 *
 * @param host a host name or an IP address, IPv6 without brackets
 * @param port 1 to 65535
 */
public record MemberAddress(String host, int port) {

  public MemberAddress {
    Objects.requireNonNull(host, "host");
    if (host.isBlank()) {
      throw new IllegalArgumentException("a member has no host; write host:port");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "member '%s' has port %d; a port is 1 to 65535".formatted(host, port));
    }
  }

  /**
   * Reads {@code host:port}, an IPv6 address in brackets.
   *
   * @throws IllegalArgumentException naming the text and what to write instead
   */
  public static MemberAddress parse(String text) {
    String member = text.strip();
    int colon = member.lastIndexOf(':');
    boolean bracketed = member.startsWith("[");
    if (colon < 0 || (bracketed && member.charAt(colon - 1) != ']')) {
      throw refused(text, "has no port; write host:port");
    }
    String host = member.substring(0, colon);
    if (bracketed) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw refused(text, "is an IPv6 address; write [address]:port");
    }
    if (host.isBlank()) {
      throw refused(text, "has no host; write host:port");
    }
    String port = member.substring(colon + 1);
    if (!port.matches("[0-9]{1,5}")) {
      throw refused(text, "has port '" + port + "', which is not a number from 1 to 65535");
    }
    return new MemberAddress(host, Integer.parseInt(port));
  }

  /** Reads a member list as an operator writes it: separated by commas or white space. */
  public static List<MemberAddress> parseList(String text) {
    return List.of(text.split("[,\\s]+")).stream()
        .filter(member -> !member.isEmpty())
        .map(MemberAddress::parse)
        .toList();
  }

  private static IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException("members: '" + text + "' " + why);
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
