package io.lattice.cluster;

import com.hazelcast.config.Config;
import io.vertx.core.Completable;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cluster manager that does not look up where an address is whose name tells it.
 *
 * <p>Vert.x finds who listens at an address in a distributed map, the first time that a node sends
 * there. Just after a node's death the map is being repaired and answers late, and just then a
 * request falls back to a node that was not asked before. The places of Lattice's own addresses are
 * in their names, so that nothing has to be asked.
 */
final class KnownPlaces extends HazelcastClusterManager {
  private final Function<String, @Nullable String> nodeIn;

  /**
   * @param nodeIn the id of the node that alone listens at an address, or null where the address
   *     does not tell
   */
  KnownPlaces(Config config, Function<String, @Nullable String> nodeIn) {
    super(config);
    this.nodeIn = nodeIn;
  }

  @Override
  public void getRegistrations(String address, Completable<List<RegistrationInfo>> found) {
    String node = nodeIn.apply(address);
    if (node != null && getNodes().contains(node)) {
      found.succeed(List.of(new RegistrationInfo(node, 0, false)));
    } else {
      super.getRegistrations(address, found);
    }
  }
}
