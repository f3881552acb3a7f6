package io.lattice.core.bridge;

import io.lattice.core.observe.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** A bridge on a free port, with a clock that only moves when it is told to. */
final class RunningBridge implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger ids = new AtomicInteger();
  private final ScriptedChats chats = new ScriptedChats();
  private final Metrics metrics = new Metrics();
  private final BridgeVerticle verticle;
  private final String face;

  RunningBridge() {
    this(BridgeOptions.on("127.0.0.1", 0));
  }

  RunningBridge(BridgeOptions options) {
    this(options, Face.at("/v1/chat/completions", "plain", new PlainSpeech()));
  }

  RunningBridge(BridgeOptions options, Face... faces) {
    this.face = faces[0].dialect();
    Surroundings around =
        new Surroundings(
            chats,
            metrics,
            Clock.fixed(Instant.parse("2026-11-23T00:00:00Z"), ZoneOffset.UTC),
            nanos::get,
            () -> "made-" + ids.incrementAndGet());
    verticle = new BridgeVerticle(options, List.of(faces), around);
    await(vertx.deployVerticle(verticle));
  }

  int port() {
    return verticle.port();
  }

  RawClient client() {
    return new RawClient(port());
  }

  ScriptedChats chats() {
    return chats;
  }

  Vertx vertx() {
    return vertx;
  }

  BridgeVerticle verticle() {
    return verticle;
  }

  /** The chat that was asked as the so-manieth. */
  ScriptedChats.Asked asked(int count) {
    Awaitility.await().until(() -> chats.count() >= count);
    return chats.last();
  }

  ScriptedChats.Asked asked() {
    return asked(1);
  }

  /** Waits until a meter of the bridge shows a value. */
  void awaitMeter(String line) {
    Awaitility.await().until(() -> scrape().contains(line + "\n"));
  }

  void awaitConnections(int count) {
    awaitMeter("lattice_bridge_connections{protocol=\"http\"} " + count + ".0");
  }

  void awaitInFlight(int count) {
    awaitMeter("lattice_requests_in_flight{face=\"" + face + "\"} " + count + ".0");
  }

  /** Waits until the bridge has begun to drain. */
  void awaitDraining() {
    Awaitility.await()
        .until(
            () -> {
              try (RawClient client = client()) {
                return client
                    .send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .readUntil("}")
                    .contains("close");
              }
            });
  }

  /** Time passes for the bridge. */
  void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  void answers(String address, JsonObject reply) {
    vertx.eventBus().<JsonObject>localConsumer(address, message -> message.reply(reply));
  }

  void answers(String address, UnaryOperator<JsonObject> report) {
    vertx
        .eventBus()
        .<JsonObject>localConsumer(address, message -> message.reply(report.apply(message.body())));
  }

  String scrape() {
    return metrics.scrape();
  }

  /** Tells more than a client's socket takes, until the bridge holds it back. */
  static void tellMuch(ScriptedChats.Asked asked) {
    for (int i = 0; i < 200; i++) {
      asked.tellText("x".repeat(100_000));
    }
    Awaitility.await().until(asked::isPaused);
  }

  static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Stops, once every request has come to its end: none may be forgotten. */
  @Override
  public void close() {
    await(verticle.drain());
    awaitInFlight(0);
    await(vertx.close());
    metrics.close();
  }
}
