package io.lattice.node;

import io.lattice.api.Addresses;
import io.lattice.api.stream.ChatOpener;
import io.lattice.api.stream.Lane;
import io.lattice.cluster.ClusteredVertx;
import io.lattice.cluster.Nodes;
import io.lattice.cluster.PauseDetector;
import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Deployment;
import io.lattice.core.bridge.BridgeVerticle;
import io.lattice.core.bridge.PlainChat;
import io.lattice.core.bridge.PlainEmbeddings;
import io.lattice.core.bridge.PlainVerticle;
import io.lattice.core.bridge.Surroundings;
import io.lattice.core.observe.ChatMeters;
import io.lattice.core.observe.HealthReport;
import io.lattice.core.observe.Metrics;
import io.lattice.core.observe.ModelsReport;
import io.lattice.core.observe.NodeStatus;
import io.lattice.core.observe.ReportVerticle;
import io.lattice.core.provider.Providers;
import io.lattice.core.provider.embedded.EmbeddedGuide;
import io.lattice.core.route.DeploymentHealth;
import io.lattice.core.route.HealthChange;
import io.lattice.core.route.RetryBudget;
import io.lattice.core.route.RouterParts;
import io.lattice.core.route.RouterVerticle;
import io.lattice.core.route.Verdict;
import io.lattice.core.route.Verdicts;
import io.lattice.core.usage.TokenEstimate;
import io.lattice.core.usage.Tokenizer;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running node: everything it is made of is joined here and nowhere else. Only here are clocks
 * and randomness real.
 */
final class NodeAssembly {
  private static final Logger LOG = LoggerFactory.getLogger(NodeAssembly.class);
  private static final LongSupplier TICKER = System::nanoTime;
  private static final Clock CLOCK = Clock.systemUTC();

  /** As long as a node that was cut off takes to be with the others again. */
  private static final Duration QUARANTINE = Duration.ofSeconds(10);

  private final NodeState state;
  private final ClusteredVertx cluster;
  private final Vertx vertx;
  private final Nodes nodes;
  private final Providers providers;
  private final Metrics metrics = new Metrics();
  private final Speech speech;
  private final SecureRandom seeds = new SecureRandom();
  private final TokenEstimate tokens = new Tokenizer(NodeAssembly::aside);
  private final RetryBudget budget = new RetryBudget();
  private final DeploymentHealth health;
  private final List<LaneVerticle> lanes = new CopyOnWriteArrayList<>();

  /** Each ends the taking of what is new from the cluster. */
  private final List<Supplier<Future<Void>>> drains = new CopyOnWriteArrayList<>();

  private final List<BridgeVerticle> bridges = new CopyOnWriteArrayList<>();

  private NodeAssembly(NodeState state, ClusteredVertx cluster, EmbeddedGuide guide) {
    this.state = state;
    this.cluster = cluster;
    this.vertx = cluster.vertx();
    this.nodes = cluster.nodes();
    this.speech = Speech.of(Options.json(state.config()), Options.embeddings(state.config()));
    this.providers = new Providers(vertx, speech.dialects(), guide, CLOCK, TICKER, tokens);
    this.health =
        new DeploymentHealth(() -> state.config().circuit(), new Random(), NodeAssembly::tell);
  }

  /**
   * Starts a node. To be called outside an event loop. Where the future fails nothing is left
   * running; its message is for the operator.
   *
   * @param only names of the providers that this node may run; empty for all
   * @param version of Lattice, for the other nodes to see
   */
  static Future<NodeAssembly> start(LatticeConfig config, Set<String> only, String version) {
    NodeState state = new NodeState(config, only);
    int loops =
        config.node().lanes() > 0
            ? config.node().lanes()
            : Runtime.getRuntime().availableProcessors();
    Future<EmbeddedGuide> guide =
        Future.fromCompletionStage(CompletableFuture.supplyAsync(EmbeddedGuide::load));
    VertxOptions base =
        new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops);
    return ClusteredVertx.start(
            base,
            Options.cluster(config, Set.of(), version),
            UnaryOperator.identity(),
            Addresses::nodeIn)
        .compose(
            cluster ->
                guide
                    .compose(loaded -> new NodeAssembly(state, cluster, loaded).assemble(loops))
                    .recover(
                        problem ->
                            cluster.close().transform(closed -> Future.failedFuture(problem))));
  }

  /** Only what really listens is told to the cluster, so no request comes too early. */
  private Future<NodeAssembly> assemble(int loops) {
    Quarantine quarantine = new Quarantine(state, nodes, () -> vertx.timer(QUARANTINE.toMillis()));
    nodes.onLeft(left -> lanes.forEach(lane -> lane.nodeLeft(left.id())));
    return vertx
        .deployVerticle(this::lane, new DeploymentOptions().setInstances(loops))
        .compose(deployed -> vertx.deployVerticle(reports()))
        .compose(deployed -> nodes.runs(state.running()))
        .map(
            told -> {
              PauseDetector.watch(vertx, TICKER, quarantine::stoodStill);
              state.enter(NodeStatus.READY);
              return this;
            });
  }

  private LaneVerticle lane() {
    LaneVerticle lane =
        new LaneVerticle(
            nodes.snapshot().local().id(),
            lanes.size(),
            Options.streams(state.config()),
            TICKER,
            this::residents);
    lanes.add(lane);
    return lane;
  }

  /** Providers first, then who asks them, then the front door. */
  private List<Deployable> residents(Lane lane) {
    List<Deployable> residents = new ArrayList<>();
    state.config().providers().stream()
        .filter(each -> state.known().contains(each.name()))
        .forEach(each -> residents.add(providers.on(lane, each, state::config)));
    ChatOpener opener =
        (call, handler) ->
            lane.inbox()
                .ask(Addresses.onLane(Addresses.CHAT, lane.number()), true, call, null, handler);
    RequestIds ids = new RequestIds(new SplittableRandom(seeds.nextLong()));
    RouterVerticle router =
        new RouterVerticle(routerParts(lane), new PlainChat(speech.openAi(), opener, ids, CLOCK));
    drains.add(router::drain);
    residents.add(router);
    PlainVerticle door =
        new PlainVerticle(
            Addresses.EMBEDDINGS,
            new PlainEmbeddings(speech.embeddings(), speech.openAi(), opener, ids));
    drains.add(door::drain);
    residents.add(door);
    if (state.config().bridge().enabled()) {
      BridgeVerticle bridge =
          new BridgeVerticle(
              Options.bridge(state.config()),
              speech.faces(),
              new Surroundings(opener, metrics, CLOCK, TICKER, ids));
      bridges.add(bridge);
      residents.add(bridge);
    }
    return residents;
  }

  private RouterParts routerParts(Lane lane) {
    return new RouterParts(
        lane,
        state::config,
        nodes,
        health,
        budget,
        CLOCK,
        TICKER,
        new SplittableRandom(),
        tokens,
        new Settlements(new ChatMeters(metrics), vertx));
  }

  private ReportVerticle reports() {
    ProviderChecks checks = new ProviderChecks(vertx.eventBus(), nodes, state);
    return new ReportVerticle(
        asked -> Future.succeededFuture(models()), asked -> checks.added(asked, report()));
  }

  private JsonObject models() {
    Set<String> running =
        nodes.snapshot().nodes().stream()
            .flatMap(node -> node.providers().stream())
            .collect(Collectors.toSet());
    return ModelsReport.of(state.config(), running);
  }

  private JsonObject report() {
    return HealthReport.of(
        state.status(), state.config(), nodes.snapshot(), state.running(), resting());
  }

  /** Deployments that are not called now, each with what is thought of it. */
  private Map<String, String> resting() {
    Verdicts verdicts = health.at(CLOCK.instant());
    Map<String, String> resting = new TreeMap<>();
    state.config().models().models().stream()
        .flatMap(model -> model.deployments().stream())
        .filter(each -> !(verdicts.of(each.id()) instanceof Verdict.Healthy))
        .forEach(each -> resting.put(each.id(), verdicts.of(each.id()).toString()));
    return resting;
  }

  private static void aside(Runnable task) {
    Thread thread = new Thread(task, "lattice-tokenizer");
    thread.setDaemon(true);
    thread.start();
  }

  private static void tell(HealthChange change) {
    LOG.atWarn()
        .addKeyValue("deployment", change.deployment())
        .addKeyValue("before", change.before())
        .addKeyValue("after", change.after())
        .log("health changed");
  }

  /** New requests see a configuration that was reloaded; those under way keep theirs. */
  Future<Void> reconfigure(LatticeConfig next) {
    Set<String> before = state.known();
    state.reconfigure(next);
    health.retain(
        next.models().models().stream()
            .flatMap(model -> model.deployments().stream())
            .map(Deployment::id)
            .collect(Collectors.toSet()));
    List<Future<Void>> added = new ArrayList<>();
    for (ProviderSettings provider : next.providers()) {
      if (state.known().contains(provider.name()) && !before.contains(provider.name())) {
        lanes.forEach(lane -> added.add(lane.add(on -> providers.on(on, provider, state::config))));
      }
    }
    return Future.all(added).compose(all -> nodes.runs(state.running()));
  }

  NodeState state() {
    return state;
  }

  Nodes nodes() {
    return nodes;
  }

  /** How many streams live in all inboxes: none while nothing is asked. */
  Future<Integer> liveStreams() {
    return Future.all(lanes.stream().map(LaneVerticle::liveStreams).toList())
        .map(all -> all.<Integer>list().stream().mapToInt(Integer::intValue).sum());
  }

  /** The port that the bridge really got, or 0 where there is none. */
  int httpPort() {
    return bridges.isEmpty() ? 0 : bridges.get(0).port();
  }

  /**
   * Finishes what is under way, for as long as the configuration allows, leaves the cluster and
   * ends everything this node started.
   */
  Future<Void> stop() {
    state.enter(NodeStatus.DRAINING);
    Departure departure = new Departure(vertx, state.config().shutdown(), TICKER);
    boolean alone = nodes.snapshot().nodes().size() == 1 && budget.load().active() == 0;
    Promise<Void> ended = Promise.promise();
    nodes
        .markDraining()
        .compose(told -> alone ? told() : departure.untilNoticed())
        .compose(noticed -> Future.join(drains.stream().map(Supplier::get).toList()))
        .onComplete(refusing -> bridges.forEach(BridgeVerticle::drain))
        .transform(refusing -> departure.untilDone(() -> budget.load().active()))
        .onComplete(done -> cluster.close().onComplete(ended));
    return ended.future().onComplete(closed -> metrics.close());
  }

  private static Future<Void> told() {
    return Future.succeededFuture();
  }
}
