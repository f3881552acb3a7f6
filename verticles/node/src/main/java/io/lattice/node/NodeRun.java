package io.lattice.node;

import io.lattice.config.read.ConfigPlace;
import io.vertx.core.Future;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node from its start until it is told to end. */
final class NodeRun {

  private static final Logger LOG = LoggerFactory.getLogger(NodeRun.class);

  /** As a shell reports a program that Ctrl-C has ended. */
  private static final int INTERRUPTED = 130;

  private NodeRun() {}

  /**
   * Completes when the node is ready and says so. It ends the process when it is told to, with code
   * 0 where all went well.
   */
  static Future<Void> start(ConfigPlace place, Set<String> only) {
    return RunningNode.start(place, only).onSuccess(NodeRun::ready).mapEmpty();
  }

  private static void ready(RunningNode node) {
    Signals.onEnd(() -> end(node), () -> Runtime.getRuntime().halt(INTERRUPTED));
    System.out.print(Banner.of(node.report(uptime())));
    System.out.flush();
  }

  private static Duration uptime() {
    return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
  }

  private static void end(RunningNode node) {
    LOG.info("ending; once more ends at once");
    node.stop().onSuccess(ended -> System.exit(0)).onFailure(Main::fail);
  }
}
