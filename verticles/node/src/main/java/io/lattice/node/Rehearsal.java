package io.lattice.node;

import io.lattice.config.read.ConfigPlace;
import io.lattice.node.ask.AskException;
import io.lattice.node.ask.NodeClient;
import io.lattice.node.ask.Question;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A node that nobody sees: started, asked whole and streamed, and ended, so that the JVM learns
 * which classes that takes and can keep them in an archive. Nothing an operator configured counts:
 * it must neither join their cluster nor use their keys.
 */
final class Rehearsal {

  private static final Map<String, String> ANY_FREE_PORT =
      Map.of("LATTICE_HTTP_PORT", "0", "LATTICE_CLUSTER_PORT", "0");

  /** Nobody waits longer for a faster start. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Rehearsal() {}

  /**
   * Ends the process with code 0 where the node answered and ended.
   *
   * @param folder one without a configuration
   */
  static Future<Void> start(Path folder) {
    CompletableFuture.delayedExecutor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> Runtime.getRuntime().halt(1));
    return RunningNode.start(new ConfigPlace(folder, ANY_FREE_PORT), Set.of())
        .compose(node -> Aside.run(() -> ask(node)).eventually(node::stop))
        .onSuccess(ended -> System.exit(0));
  }

  private static Void ask(RunningNode node) throws AskException {
    var client = new NodeClient(Objects.requireNonNull(node.http(), "no bridge"), null);
    for (boolean stream : new boolean[] {false, true}) {
      client.ask(new Question("What is Lattice?", "lattice-guide", stream), System.out::print);
    }
    return null;
  }
}
