package io.lattice.node;

import io.lattice.config.read.ConfigPlace;
import io.lattice.node.ask.NodeClient;
import io.lattice.node.ask.Question;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code lattice rehearse}: starts a node that nobody sees, asks it whole and streamed, and ends
 * it, so that the JVM learns which classes that takes and can keep them in an archive. Nothing an
 * operator configured counts: it must neither join their cluster nor use their keys.
 */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Runnable {

  private static final Map<String, String> ANY_FREE_PORT =
      Map.of("LATTICE_HTTP_PORT", "0", "LATTICE_CLUSTER_PORT", "0");

  @Option(names = "--folder", required = true, description = "A folder without a configuration.")
  private Path folder = Path.of("");

  @Override
  public void run() {
    RunningNode.start(new ConfigPlace(folder, ANY_FREE_PORT), Set.of())
        .compose(node -> ask(node).eventually(node::stop))
        .onComplete(ended -> System.exit(ended.succeeded() ? 0 : 1));
  }

  private static Future<Void> ask(RunningNode node) {
    return node.beside(
        () -> {
          var client = new NodeClient(Objects.requireNonNull(node.http(), "no bridge"), null);
          for (boolean stream : new boolean[] {false, true}) {
            client.ask(
                new Question("What is Lattice?", "lattice-guide", stream), System.out::print);
          }
          return null;
        });
  }
}
