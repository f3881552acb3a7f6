package io.lattice.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What may change about a node while it runs. Everything else is a member attribute, which
 * Hazelcast fixes at start.
 *
 * @param providers names of the providers whose verticles the node runs
 * @param draining whether it wants nothing new
 */
record NodeState(Set<String> providers, boolean draining) {

  NodeState {
    providers = Set.copyOf(providers);
  }

  static NodeState of(Node node) {
    return new NodeState(node.providers(), node.draining());
  }

  NodeState draining(boolean drains) {
    return new NodeState(providers, drains);
  }

  NodeState providers(Set<String> names) {
    return new NodeState(names, draining);
  }

  Node applyTo(Node node) {
    return new Node(
        node.id(), node.host(), node.region(), providers, draining, node.version(), node.local());
  }

  /** Text, because nodes of different versions read it, and a String needs no class on the wire. */
  String toJson() {
    return new JsonObject()
        .put("draining", draining)
        .put("providers", new JsonArray(new TreeSet<>(providers).stream().toList()))
        .encode();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param known what holds where a node of another version says nothing
   */
  static NodeState fromJson(String text, NodeState known) {
    JsonObject json = new JsonObject(text);
    JsonArray providers = json.getJsonArray("providers");
    return new NodeState(
        providers == null
            ? known.providers
            : providers.stream().map(String::valueOf).collect(Collectors.toSet()),
        json.getBoolean("draining", known.draining));
  }
}
