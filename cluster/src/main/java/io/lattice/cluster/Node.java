package io.lattice.cluster;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One node as the others see it.
 *
 * @param id the Vert.x node id, the one that addresses are made of; a new one at every start
 * @param host where it listens for other nodes, host:port, for people
 * @param region the cloud location it is in, or null where it has none
 * @param providers names of the providers whose verticles it runs
 * @param draining whether it finishes what it has and wants nothing new
 * @param version of its software
 * @param local whether it is the node that is looking
 */
public record Node(
    String id,
    String host,
    @Nullable String region,
    Set<String> providers,
    boolean draining,
    String version,
    boolean local) {

  public Node {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(version, "version");
    providers = Set.copyOf(providers);
  }

  /** Whether new work for a provider may be sent here. */
  public boolean serves(String provider) {
    return !draining && providers.contains(provider);
  }
}
