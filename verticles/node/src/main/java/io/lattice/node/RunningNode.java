package io.lattice.node;

import io.lattice.cluster.Node;
import io.lattice.config.LatticeConfig;
import io.lattice.config.read.ConfigPlace;
import io.lattice.core.observe.ModelsReport;
import io.lattice.core.provider.Providers;
import io.lattice.node.NodeReport.Waiting;
import io.vertx.core.Future;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node together with the configuration it was started from and follows. */
final class RunningNode {

  private final NodeConfig config;
  private final NodeAssembly assembly;
  private final Roster roster;

  private RunningNode(NodeConfig config, NodeAssembly assembly, Roster roster) {
    this.config = config;
    this.assembly = assembly;
    this.roster = roster;
  }

  /**
   * Reads the configuration and starts what it says. Where the future fails nothing is left
   * running; it fails with {@link io.lattice.config.ConfigProblems}, an IllegalArgumentException or
   * a BindException for what an operator can mend, each with a message for them.
   *
   * @param only the providers to run; none named means all
   */
  static Future<RunningNode> start(ConfigPlace place, Set<String> only) {
    return NodeConfig.read(place)
        .compose(
            config ->
                begin(config, only)
                    .recover(e -> config.close().transform(closed -> Future.failedFuture(e))));
  }

  private static Future<RunningNode> begin(NodeConfig config, Set<String> only) {
    LatticeConfig said = config.current();
    return Aside.run(() -> assemble(config, said, only))
        .compose(assembling -> assembling)
        .onSuccess(node -> config.onChange(said, node.assembly::reconfigure));
  }

  private static Future<RunningNode> assemble(
      NodeConfig config, LatticeConfig said, Set<String> only) throws BindException {
    Roster roster = startable(said, only);
    return NodeAssembly.start(said, only, Version.current())
        .map(assembly -> new RunningNode(config, assembly, roster));
  }

  /** What will run, where nothing that can be told beforehand keeps it from starting. */
  private static Roster startable(LatticeConfig said, Set<String> only) throws BindException {
    Roster roster = Roster.of(said, only, Providers::knows);
    Optional<String> problem =
        Stream.of(
                new ListenAddress(said.bridge().host(), said.bridge().port(), "LATTICE_HTTP_PORT"),
                new ListenAddress(
                    said.cluster().host(), said.cluster().port(), "LATTICE_CLUSTER_PORT"))
            .flatMap(address -> address.problem().stream())
            .findFirst();
    if (problem.isPresent()) {
      throw new BindException(problem.get());
    }
    return roster;
  }

  /** Where the HTTP bridge is, as a client on this machine sees it; null where there is none. */
  @Nullable URI http() {
    return config.current().bridge().enabled()
        ? HttpAddress.of(config.current().bridge().host(), assembly.httpPort())
        : null;
  }

  /**
   * What there is to tell of the node now.
   *
   * @param took since the process was started
   */
  NodeReport report(Duration took) {
    LatticeConfig said = config.current();
    List<Node> nodes = assembly.nodes().snapshot().nodes();
    int models = ModelsReport.of(said, roster.names()).getJsonArray("data").size();
    int known = (int) said.models().models().stream().filter(model -> !model.isRetired()).count();
    return new NodeReport(
        Version.current(),
        took,
        http(),
        assembly.nodes().snapshot().local().host(),
        nodes.stream().filter(node -> !node.local()).map(Node::host).toList(),
        said.node().region(),
        roster.running().stream().map(provider -> provider.name()).toList(),
        roster.waiting().stream()
            .map(provider -> new Waiting(provider.name(), String.valueOf(provider.missing())))
            .toList(),
        roster.absent().stream().map(provider -> provider.name()).toList(),
        models,
        known - models);
  }

  /** Lets what runs finish, leaves the cluster and ends everything. */
  Future<Void> stop() {
    return assembly.stop().eventually(config::close);
  }
}
