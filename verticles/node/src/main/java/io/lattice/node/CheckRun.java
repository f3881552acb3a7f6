package io.lattice.node;

import io.lattice.config.LatticeConfig;
import io.lattice.config.read.ConfigPlace;
import io.lattice.core.provider.Checkup;
import io.lattice.core.provider.ProviderCheck;
import io.lattice.core.provider.Providers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One checkup of the configured providers, the table on standard output. Needs no node, joins no
 * cluster and listens nowhere.
 */
final class CheckRun {

  private CheckRun() {}

  /**
   * Reads the configuration as the node does, asks, and tells whether all that was asked is in
   * order. Fails as reading does, or with an IllegalArgumentException for the operator.
   *
   * @param only the providers to ask; none named means all
   */
  static Future<Boolean> start(ConfigPlace place, Set<String> only) {
    return NodeConfig.read(place)
        .compose(config -> config.close().map(closed -> config.current()))
        .compose(config -> Aside.run(() -> checks(config, only)))
        .compose(checks -> checks)
        .map(CheckRun::tell);
  }

  private static Future<List<ProviderCheck>> checks(LatticeConfig config, Set<String> only) {
    Roster roster = Roster.of(config, only, Providers::knows);
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
    return new Checkup(vertx, Clock.systemUTC(), System::nanoTime)
        .of(roster.running(), config)
        .map(asked -> Stream.concat(asked.stream(), unasked(roster)).toList())
        .eventually(vertx::close);
  }

  private static Stream<ProviderCheck> unasked(Roster roster) {
    return Stream.concat(
        roster.waiting().stream()
            .map(each -> ProviderCheck.notAsked(each.name(), "not configured: " + each.missing())),
        roster.absent().stream()
            .map(each -> ProviderCheck.notAsked(each.name(), "this build cannot run it")));
  }

  private static boolean tell(List<ProviderCheck> checks) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.print(CheckTable.of(checks));
    out.flush();
    return checks.stream().allMatch(check -> check.finding().isFine());
  }
}
