package io.lattice.node;

import io.lattice.config.LatticeConfig;
import io.lattice.config.read.ConfigPlace;
import io.lattice.config.read.ConfigReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A whole node in the test's JVM, which reads a configuration as the real one does. */
public final class TestNode implements AutoCloseable {
  private static final long LIMIT_SECONDS = 30;

  private final NodeAssembly assembly;

  private TestNode(NodeAssembly assembly) {
    this.assembly = assembly;
  }

  /**
   * Starts one.
   *
   * @param folder holds {@code lattice.yaml} and {@code models.yaml}
   * @param environment the variables that it sees
   */
  public static TestNode start(Path folder, Map<String, String> environment) {
    Vertx vertx = Vertx.vertx();
    ConfigReader reader = new ConfigReader(vertx, new ConfigPlace(folder, environment));
    try {
      LatticeConfig config = wait(reader.read());
      return new TestNode(wait(NodeAssembly.start(config, Set.of(), "test")));
    } finally {
      wait(reader.close());
      wait(vertx.close());
    }
  }

  /** Where its HTTP bridge listens. */
  public int httpPort() {
    return assembly.httpPort();
  }

  /** How many streams live in the inboxes of its lanes. */
  public int liveStreams() {
    return wait(assembly.liveStreams());
  }

  @Override
  public void close() {
    wait(assembly.stop());
  }

  private static <T> T wait(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
