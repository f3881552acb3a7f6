package io.lattice.node;

import io.lattice.config.LatticeConfig;
import io.lattice.core.observe.NodeStatus;
import io.lattice.core.provider.Providers;
import java.util.LinkedHashSet;
import java.util.Set;

/** What changes while a node runs: its configuration and whether it takes requests. Thread-safe. */
final class NodeState {
  private final Set<String> only;
  private volatile LatticeConfig config;
  private volatile NodeStatus status = NodeStatus.STARTING;

  /**
   * @param only names of the providers that this node may run; empty for all
   */
  NodeState(LatticeConfig config, Set<String> only) {
    this.config = config;
    this.only = Set.copyOf(only);
  }

  LatticeConfig config() {
    return config;
  }

  void reconfigure(LatticeConfig next) {
    config = next;
  }

  NodeStatus status() {
    return status;
  }

  void enter(NodeStatus next) {
    status = next;
  }

  /** Names of the providers that this node may run and this build knows, configured or not. */
  Set<String> known() {
    return namesWhere(false);
  }

  /** Names of the providers that this node runs: those of {@link #known} that are configured. */
  Set<String> running() {
    return namesWhere(true);
  }

  private Set<String> namesWhere(boolean configured) {
    Set<String> names = new LinkedHashSet<>();
    config.providers().stream()
        .filter(each -> only.isEmpty() || only.contains(each.name()))
        .filter(each -> Providers.knows(each.kind()))
        .filter(each -> !configured || each.isConfigured())
        .forEach(each -> names.add(each.name()));
    return names;
  }
}
