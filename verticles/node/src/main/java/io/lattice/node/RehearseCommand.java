package io.lattice.node;

import io.lattice.cluster.ClusterOptions;
import picocli.CommandLine.Command;

/**
 * {@code lattice rehearse}: starts a node on free ports and ends it, so that the JVM learns which
 * classes a start needs and can keep them in an archive.
 */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Runnable {

  @Override
  public void run() {
    var options = ClusterOptions.onLoopback(Version.current()).withPort(0);
    NodeAssembly.start(options)
        .compose(NodeAssembly::stop)
        .onComplete(ended -> System.exit(ended.succeeded() ? 0 : 1));
  }
}
