package io.lattice.cluster;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one node takes part in a cluster.
 *
 * @param name which cluster; nodes of another name are not joined. Not a secret
 * @param host the one address to listen on and to be reached at, for cluster and event bus alike
 * @param clusterPort where the members of the cluster talk, 0 for any free one
 * @param busPort where the event bus talks, 0 for any free one
 * @param members who to look for at start; none means that this node begins a cluster. Members that
 *     are absent cost about a second at start and are found later if they list this node
 * @param region the cloud location this node is in, or null where it has none
 * @param providers names of the providers whose verticles this node runs
 * @param version of this node's software, for people
 * @param allowPlainText whether traffic between nodes, which is neither encrypted nor
 *     authenticated, may leave this machine; without it only a loopback host is accepted
 */
public record ClusterOptions(
    String name,
    String host,
    int clusterPort,
    int busPort,
    List<MemberAddress> members,
    @Nullable String region,
    Set<String> providers,
    String version,
    boolean allowPlainText) {

  /** The cluster port where nothing else is said. */
  public static final int DEFAULT_CLUSTER_PORT = 5701;

  public ClusterOptions {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(version, "version");
    members = List.copyOf(members);
    providers = Set.copyOf(providers);
    if (name.isBlank()) {
      throw new IllegalArgumentException("the cluster has no name; write one, such as lattice");
    }
    if (host.isBlank()) {
      throw new IllegalArgumentException(
          "the cluster has no host to listen on; write this node's address, such as 127.0.0.1");
    }
    requirePort("cluster port", clusterPort);
    requirePort("event bus port", busPort);
  }

  /** A cluster named lattice on this machine alone: no members, no region, no providers. */
  public static ClusterOptions onLoopback(String version) {
    return new ClusterOptions(
        "lattice", "127.0.0.1", DEFAULT_CLUSTER_PORT, 0, List.of(), null, Set.of(), version, false);
  }

  public ClusterOptions withPort(int port) {
    return new ClusterOptions(
        name, host, port, busPort, members, region, providers, version, allowPlainText);
  }

  public ClusterOptions withMembers(List<MemberAddress> listed) {
    return new ClusterOptions(
        name, host, clusterPort, busPort, listed, region, providers, version, allowPlainText);
  }

  public ClusterOptions withRegion(@Nullable String location) {
    return new ClusterOptions(
        name, host, clusterPort, busPort, members, location, providers, version, allowPlainText);
  }

  public ClusterOptions withProviders(Set<String> names) {
    return new ClusterOptions(
        name, host, clusterPort, busPort, members, region, names, version, allowPlainText);
  }

  private static void requirePort(String what, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          what + " " + port + " does not exist; write 1 to 65535, or 0 for any free one");
    }
  }
}
