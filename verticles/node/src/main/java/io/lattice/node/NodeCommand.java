package io.lattice.node;

import io.lattice.config.ConfigProblems;
import io.lattice.config.read.ConfigPlace;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
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

  /** As a shell reports a program that Ctrl-C has ended. */
  private static final int INTERRUPTED = 130;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "provider",
      description = "Run only these providers here.")
  private Set<String> only = new LinkedHashSet<>();

  /** Returns at once; the node runs on the event loops that it started. */
  @Override
  public void run() {
    RunningNode.start(new ConfigPlace(Path.of(""), System.getenv()), only)
        .onSuccess(NodeCommand::untilToldToEnd)
        .onFailure(NodeCommand::fail);
  }

  private static void untilToldToEnd(RunningNode node) {
    Signals.onEnd(() -> end(node), () -> Runtime.getRuntime().halt(INTERRUPTED));
    System.out.print(Banner.of(node.report(uptime())));
    System.out.flush();
  }

  private static Duration uptime() {
    return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
  }

  private static void end(RunningNode node) {
    LOG.info("ending; once more ends at once");
    node.stop().onSuccess(ended -> System.exit(ExitCode.OK)).onFailure(NodeCommand::fail);
  }

  /** What an operator can mend is told in a sentence, anything else with its stack trace. */
  private static void fail(Throwable failure) {
    if (failure instanceof ConfigProblems
        || failure instanceof IllegalArgumentException
        || failure instanceof BindException) {
      System.err.println(failure.getMessage());
    } else {
      LOG.error("the node failed", failure);
    }
    System.exit(ExitCode.SOFTWARE);
  }
}
