package io.lattice.node;

import io.lattice.config.LatticeConfig;
import io.lattice.config.read.ConfigPlace;
import io.lattice.config.read.ConfigReader;
import io.lattice.config.read.ConfigWatch;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The configuration of a node, read once and watched from then on. It lives on a small Vert.x of
 * its own, because the node's Vert.x is made from what it says.
 */
final class NodeConfig {

  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final ConfigReader reader;
  private final ConfigWatch watch;
  private final ConfigChanges changes;

  private NodeConfig(Vertx vertx, ConfigReader reader, ConfigWatch watch, ConfigChanges changes) {
    this.vertx = vertx;
    this.reader = reader;
    this.watch = watch;
    this.changes = changes;
  }

  /** Fails with {@link io.lattice.config.ConfigProblems}; nothing is left running then. */
  static Future<NodeConfig> read(ConfigPlace place) {
    var vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2));
    var reader = new ConfigReader(vertx, place);
    var changes = new ConfigChanges();
    return ConfigWatch.start(vertx, reader, PERIOD, changes)
        .map(watch -> new NodeConfig(vertx, reader, watch, changes))
        .recover(e -> vertx.close().transform(closed -> Future.failedFuture(e)));
  }

  /** The newest good configuration; may be called from any thread. */
  LatticeConfig current() {
    return watch.current();
  }

  /**
   * Tells of every change from now on, and of one that came before this call.
   *
   * @param known what the caller works with now
   */
  @SuppressWarnings("ReferenceEquality") // to compare the content takes longer than to apply it
  void onChange(LatticeConfig known, Consumer<LatticeConfig> listener) {
    changes.tell(listener);
    LatticeConfig now = current();
    if (now != known) {
      listener.accept(now);
    }
  }

  /** Stops watching. The future completes on no event loop of this configuration's own. */
  Future<Void> close() {
    watch.close();
    Promise<Void> closed = Promise.promise();
    reader.close().onComplete(ignored -> vertx.close().onComplete(closed));
    return closed.future();
  }
}
