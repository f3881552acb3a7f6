package io.lattice.config.read;

import io.lattice.config.ConfigProblems;
import io.lattice.config.LatticeConfig;
import io.lattice.config.tree.Report;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Reads the configuration: shipped defaults, {@code lattice.yaml}, {@code models.yaml}, {@code
 * .env} and the environment, each over those before it. Files are loaded by Vert.x Config; parsing,
 * which may read secret files, happens on a worker thread. Whoever makes a reader closes it.
 */
public final class ConfigReader {

  private final Vertx vertx;
  private final SourceLoader loader;
  private final Shipped shipped = Shipped.load();

  /** Reads from a place. */
  public ConfigReader(Vertx vertx, ConfigPlace place) {
    this.vertx = vertx;
    this.loader = new SourceLoader(vertx, place);
  }

  /** The configuration as it is now; fails with {@link ConfigProblems}, which lists all of them. */
  public Future<LatticeConfig> read() {
    return load().compose(this::parse).compose(ConfigReader::config);
  }

  /** Stops using files. */
  public Future<Void> close() {
    return loader.close();
  }

  /** What is said now; fails with {@link ConfigProblems} for a file that cannot be read. */
  Future<Sources> load() {
    return loader.load();
  }

  /** What that amounts to. */
  Future<Reading> parse(Sources sources) {
    return vertx.executeBlocking(
        () -> {
          SecretFiles files = new SecretFiles();
          try {
            LatticeConfig config = ConfigParser.parse(shipped, sources, files, new Report());
            return new Reading.Good(sources, files, config);
          } catch (ConfigProblems problems) {
            return new Reading.Refused(sources, files, problems);
          }
        });
  }

  /** Whether the secret files of a reading still say the same. */
  Future<Boolean> secretsUnchanged(Reading reading) {
    return reading.files().isEmpty()
        ? Future.succeededFuture(true)
        : vertx.executeBlocking(() -> reading.files().areUnchanged());
  }

  static Future<LatticeConfig> config(Reading reading) {
    return reading instanceof Reading.Good good
        ? Future.succeededFuture(good.config())
        : Future.failedFuture(((Reading.Refused) reading).problems());
  }
}
