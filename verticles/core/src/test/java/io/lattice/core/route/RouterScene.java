package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Hints;
import io.lattice.api.stream.Inbox;
import io.lattice.api.stream.IncomingStream;
import io.lattice.api.stream.Lane;
import io.lattice.api.stream.StreamOptions;
import io.lattice.cluster.Node;
import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.RetrySettings;
import io.lattice.config.TimeoutSettings;
import io.lattice.config.model.Deployment;
import io.lattice.config.model.Pricing;
import io.lattice.core.testing.EventLoop;
import io.lattice.core.testing.MutableTime;
import io.lattice.core.usage.TokenEstimate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A real router on one event loop, asked over the bus, between providers and callers whose parts a
 * test plays. Other nodes are other addresses of the same Vert.x. Time passes when the test says
 * so, except for pauses between attempts, which are the bus's own.
 *
 * <p>Driven from the test's thread.
 */
final class RouterScene {

  static final String HERE = "here";

  /** Nodes beside the local one. Their inboxes are told from others by their ids. */
  static final String THERE = "local.there";

  static final String FAR = "local.far";

  static final int CREDIT_FRAMES = 8;

  private static final StreamOptions OPTIONS =
      new StreamOptions(
          CREDIT_FRAMES,
          64 * 1024,
          Duration.ofMillis(250),
          Duration.ofSeconds(2),
          Duration.ofSeconds(6));

  private final Vertx vertx;
  private final EventLoop loop;
  private final MutableTime time = MutableTime.at(Samples.NOW);
  private final FakeNodes nodes = new FakeNodes(Samples.node(HERE, null));
  private final RetryBudget budget = new RetryBudget();
  private final List<Settlement> settlements = new ArrayList<>();
  private final List<Message<Object>> plain = new ArrayList<>();
  private final List<ProviderSettings> providers = new ArrayList<>();
  private final List<Deployment> deployments = new ArrayList<>();
  private volatile LatticeConfig config = Samples.config(List.of());
  private final DeploymentHealth health;
  private final RouterVerticle router;
  private final Map<String, Inbox> inboxes = new TreeMap<>();
  private final Map<String, Set<String>> running = new TreeMap<>();
  private final Set<String> draining = new TreeSet<>();
  private final Inbox lane;
  private final Inbox callers;
  private long nextRandom;
  private int asked;

  RouterScene(Vertx vertx) {
    this.vertx = vertx;
    this.loop = EventLoop.of(vertx);
    this.lane = inbox("0");
    this.callers = inbox("caller");
    inboxes.put(HERE, lane);
    inboxes.put(THERE, inbox("there.0"));
    inboxes.put(FAR, inbox("far.0"));
    inboxes.keySet().forEach(node -> running.put(node, new TreeSet<>()));
    this.health = new DeploymentHealth(() -> config.circuit(), generator(), change -> {});
    this.router = new RouterVerticle(parts(), plain::add);
    loop.await(
        () -> {
          try {
            return router.deploy(loop.context());
          } catch (Exception broken) {
            throw new AssertionError(broken);
          }
        });
  }

  private Inbox inbox(String unique) {
    return loop.await(() -> Inbox.open(vertx, unique, OPTIONS, System::nanoTime));
  }

  private RandomGenerator generator() {
    return () -> nextRandom;
  }

  private RouterParts parts() {
    return new RouterParts(
        new Lane(HERE, 0, lane),
        () -> config,
        nodes,
        health,
        budget,
        time,
        time,
        generator(),
        TokenEstimate.BY_LENGTH,
        settlements::add);
  }

  /**
   * A provider with one deployment of the scene's model on this node, preferred after those that
   * were added before.
   */
  FakeProvider provider(String name, FakeAnswer.Play... plays) {
    return providerOn(HERE, name, plays);
  }

  /** The same on any node. */
  FakeProvider providerOn(String node, String name, FakeAnswer.Play... plays) {
    runs(node, name);
    return loop.get(() -> new FakeProvider(vertx, inboxOf(node), name, node, List.of(plays)));
  }

  /** As {@link #provider}, but nobody listens where the cluster says that it runs. */
  void ghost(String name) {
    runs(HERE, name);
  }

  private void runs(String node, String name) {
    knows(name);
    Objects.requireNonNull(running.get(node)).add(name);
    showNodes();
  }

  private void showNodes() {
    nodes.become(
        running.entrySet().stream()
            .map(each -> Samples.node(each.getKey(), null, each.getValue().toArray(String[]::new)))
            .map(node -> draining.contains(node.id()) ? Samples.draining(node) : node)
            .toArray(Node[]::new));
  }

  private void knows(String name) {
    if (providers.stream().noneMatch(each -> each.name().equals(name))) {
      int priority = providers.size() + 1;
      providers.add(Samples.provider(name, priority));
      deployments.add(Samples.deployment(name, null, priority));
      configure(config.timeouts(), config.retry());
    }
  }

  void configure(TimeoutSettings timeouts) {
    configure(timeouts, config.retry());
  }

  void configure(RetrySettings retry) {
    configure(config.timeouts(), retry);
  }

  private void configure(TimeoutSettings timeouts, RetrySettings retry) {
    LatticeConfig known = Samples.config(providers, deployments.toArray(Deployment[]::new));
    config =
        new LatticeConfig(
            known.node(),
            known.cluster(),
            known.bridge(),
            timeouts,
            retry,
            known.circuit(),
            known.stream(),
            known.shutdown(),
            known.upstream(),
            known.providers(),
            known.models(),
            known.callers(),
            known.version());
  }

  /** As after a reload. */
  void reload(LatticeConfig next) {
    config = next;
  }

  LatticeConfig config() {
    return config;
  }

  /** Gives one deployment more time to its first token, or less. */
  void firstTokenOf(String provider, Duration limit) {
    deployments.replaceAll(
        each ->
            each.provider().equals(provider)
                ? new Deployment(
                    each.id(),
                    each.provider(),
                    each.model(),
                    each.modelId(),
                    each.region(),
                    each.priority(),
                    each.capabilities(),
                    each.contextWindow(),
                    each.maxOutputTokens(),
                    each.pricing(),
                    limit,
                    each.options())
                : each);
    configure(config.timeouts(), config.retry());
  }

  /** What tokens cost at one provider; nobody knows it of those without. */
  void priceOf(String provider, Pricing pricing) {
    deployments.replaceAll(
        each ->
            each.provider().equals(provider)
                ? new Deployment(
                    each.id(),
                    each.provider(),
                    each.model(),
                    each.modelId(),
                    each.region(),
                    each.priority(),
                    each.capabilities(),
                    each.contextWindow(),
                    each.maxOutputTokens(),
                    pricing,
                    each.firstTokenTimeout(),
                    each.options())
                : each);
    configure(config.timeouts(), config.retry());
  }

  /** The next random numbers are as large as may be, so that pauses are as long as may be. */
  void drawTheLargestNumbers() {
    nextRandom = -1;
  }

  static String id(String provider) {
    return Deployment.id(provider, Samples.MODEL, null);
  }

  FakeCaller ask() {
    return ask(true, Hints.NONE);
  }

  /** Asks for the whole answer at once. */
  FakeCaller askWhole() {
    return ask(false, Hints.NONE);
  }

  FakeCaller ask(boolean streamed, Hints hints) {
    return ask(call(streamed, hints));
  }

  /** What {@link #ask()} asks, for who asks it otherwise. */
  ChatCall call() {
    return call(true, Hints.NONE);
  }

  /** Asks when no router listens any more. */
  FakeCaller askNobody() {
    asked--;
    return ask();
  }

  private ChatCall call(boolean streamed, Hints hints) {
    return ChatCall.typed(
        "request-" + ++asked,
        "caller",
        ChatRequest.of(Samples.MODEL, "how do you do"),
        streamed,
        hints);
  }

  FakeCaller ask(ChatCall call) {
    return new FakeCaller(loop, callers, call, stream -> {});
  }

  /** Asks and takes nothing until it is told to go on. */
  FakeCaller askAndTakeNothing() {
    return new FakeCaller(loop, callers, call(), IncomingStream::pause);
  }

  /** Asks and changes its mind in the same turn of the loop. */
  FakeCaller askAndCancelAtOnce() {
    return new FakeCaller(
        loop, callers, call(), stream -> stream.cancel("the caller changed its mind"));
  }

  static Hints within(Duration timeout) {
    return new Hints(null, List.of(), timeout, false);
  }

  void advance(Duration wait) {
    time.advance(wait);
  }

  EventLoop loop() {
    return loop;
  }

  Inbox lane() {
    return lane;
  }

  Inbox callers() {
    return callers;
  }

  RouterVerticle router() {
    return router;
  }

  Future<?> stopRouter() {
    try {
      return router.undeploy(loop.context());
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }

  DeploymentHealth health() {
    return health;
  }

  Verdict verdict(String provider) {
    return health.at(time.instant()).of(id(provider));
  }

  List<Message<Object>> plain() {
    return loop.get(() -> List.copyOf(plain));
  }

  /** What the cluster does when a node is cut off: both sides learn that the other is gone. */
  void leaves(String node) {
    running.remove(node);
    showNodes();
    lane.nodeLeft(node);
    inboxOf(node).nodeLeft("local");
  }

  void drains(String node) {
    draining.add(node);
    showNodes();
  }

  void awaitAnswers(FakeProvider provider, int number) {
    loop.until("answer number " + number, () -> provider.answers().size() >= number);
    loop.until("its start", () -> !provider.answer(number).told().isEmpty());
  }

  void awaitCancelled(FakeAnswer answer) {
    loop.until("a cancel", answer::isCancelled);
  }

  /** Waits until timers of the loop that were due before have run: they run in order. */
  void awaitTimersOf(Duration wait) {
    loop.await(() -> vertx.timer(wait.toMillis() + 1));
  }

  /** The one settlement, once nothing is left of the requests. */
  Settlement settlement() {
    List<Settlement> all = awaitNothingLeft();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  /** Waits until no trace of any request is left, and gives every settlement: one for each. */
  List<Settlement> awaitNothingLeft() {
    loop.until("settlements", () -> settlements.size() == asked);
    loop.until("no stream", () -> liveStreams() == 0);
    assertThat(budget.load()).isEqualTo(RetryLoad.NONE);
    return loop.get(() -> List.copyOf(settlements));
  }

  private Inbox inboxOf(String node) {
    return Objects.requireNonNull(inboxes.get(node), node);
  }

  private int liveStreams() {
    return callers.liveStreams() + inboxes.values().stream().mapToInt(Inbox::liveStreams).sum();
  }

  /** How many requests have ended; to be read on the loop. */
  int settled() {
    return settlements.size();
  }
}
