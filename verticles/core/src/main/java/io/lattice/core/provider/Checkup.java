package io.lattice.core.provider;

import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Asks providers for free how they are, where no node runs them.
 *
 * @param ticker monotonic nanoseconds
 */
public record Checkup(Vertx vertx, InstantSource clock, LongSupplier ticker) {

  /**
   * All at once, told in the order of the list. The future does not fail.
   *
   * @param providers that are configured and of kinds that this build knows
   */
  public Future<List<ProviderCheck>> of(List<ProviderSettings> providers, LatticeConfig config) {
    Promise<List<ProviderCheck>> told = Promise.promise();
    vertx.runOnContext(
        onLoop -> {
          List<Future<List<ProviderCheck>>> asked =
              providers.stream().map(provider -> ask(provider, config)).toList();
          Future.all(asked)
              .map(done -> asked.stream().flatMap(each -> each.result().stream()).toList())
              .onComplete(told);
        });
    return told.future();
  }

  private Future<List<ProviderCheck>> ask(ProviderSettings provider, LatticeConfig config) {
    return ProviderRows.ofKind(provider.kind())
        .map(row -> ask(row, provider.name(), config))
        .orElseGet(
            () -> Future.succeededFuture(List.of(ProviderCheck.inProcess(provider, config))));
  }

  private Future<List<ProviderCheck>> ask(ProviderRow row, String provider, LatticeConfig config) {
    HttpClientOptions options = HttpUpstream.clientOptions(config);
    TokenSources tokens = new TokenSources(vertx, options, clock, ticker);
    HealthCheck check =
        new HealthCheck(
            vertx,
            provider,
            row,
            new Keyrings(row, tokens::of, ticker),
            options,
            HealthCheck.PATIENCE,
            ticker);
    return check
        .check(config)
        .onComplete(
            done -> {
              check.close();
              tokens.close();
            });
  }
}
