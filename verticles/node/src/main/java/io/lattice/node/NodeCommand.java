package io.lattice.node;

import io.lattice.cluster.ClusterOptions;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lattice}: runs one node until it is told to end. */
@Command(
    name = "lattice",
    description = "Runs one node of Lattice.",
    versionProvider = Version.class,
    subcommands = {AskCommand.class, RehearseCommand.class},
    mixinStandardHelpOptions = true)
final class NodeCommand implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(NodeCommand.class);

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "provider",
      description = "Run only these providers here.")
  private Set<String> only = new LinkedHashSet<>();

  /** Returns at once; the node runs on the event loops that it started. */
  @Override
  public void run() {
    var options = ClusterOptions.onLoopback(Version.current()).withProviders(only);
    NodeAssembly.start(options).onSuccess(NodeCommand::untilToldToEnd).onFailure(this::explain);
  }

  private static void untilToldToEnd(NodeAssembly node) {
    Signals.onEnd(
        () -> node.stop().onComplete(ended -> System.exit(ended.succeeded() ? 0 : 1)),
        () -> Runtime.getRuntime().halt(130));
  }

  private void explain(Throwable failure) {
    LOG.error(failure.getMessage());
    System.exit(1);
  }
}
