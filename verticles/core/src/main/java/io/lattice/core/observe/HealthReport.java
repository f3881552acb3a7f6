package io.lattice.core.observe;

import io.lattice.cluster.Node;
import io.lattice.cluster.NodeView;
import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;

/** What runs and how it is. Holds no key and no address of a provider. Pure. */
public final class HealthReport {

  private HealthReport() {}

  /**
   * @param status whether requests may come, and if not, why
   * @param runningHere providers whose verticles this node runs
   * @param resting deployments that are not called now, each with the reason
   */
  public static JsonObject of(
      NodeStatus status,
      LatticeConfig config,
      NodeView nodes,
      Set<String> runningHere,
      Map<String, String> resting) {
    return new JsonObject()
        .put("ready", status == NodeStatus.READY)
        .put("status", status.word())
        .put("config", config.version())
        .put("nodes", nodesOf(nodes))
        .put("providers", providersOf(config, runningHere))
        .put("resting", new JsonObject(Map.copyOf(resting)));
  }

  private static JsonArray nodesOf(NodeView nodes) {
    JsonArray list = new JsonArray();
    for (Node node : nodes.nodes()) {
      JsonArray providers = new JsonArray();
      node.providers().stream().sorted().forEach(providers::add);
      list.add(
          new JsonObject()
              .put("id", node.id())
              .put("host", node.host())
              .put("region", node.region())
              .put("version", node.version())
              .put("draining", node.draining())
              .put("local", node.local())
              .put("providers", providers));
    }
    return list;
  }

  private static JsonArray providersOf(LatticeConfig config, Set<String> runningHere) {
    JsonArray list = new JsonArray();
    for (ProviderSettings provider : config.providers()) {
      list.add(
          new JsonObject()
              .put("name", provider.name())
              .put("configured", provider.isConfigured())
              .put("missing", provider.missing())
              .put("running", runningHere.contains(provider.name())));
    }
    return list;
  }
}
