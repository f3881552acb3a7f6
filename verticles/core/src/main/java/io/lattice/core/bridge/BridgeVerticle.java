package io.lattice.core.bridge;

import io.lattice.core.dialect.CallerSide;
import io.lattice.core.observe.FrontDoorMeters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP bridge of one event loop. Several share one port, and each serves the connections that
 * fall to it.
 */
public final class BridgeVerticle extends VerticleBase {
  private static final int SWEEP_MILLIS = 200;
  private static final int MAX_HEAD_BYTES = 16 * 1024;
  private static final int MAX_TARGET_BYTES = 4 * 1024;
  private static final int READ_BYTES = 64 * 1024;

  private final BridgeOptions options;
  private final List<Face> faces;
  private final Surroundings around;
  private final Occupancy occupancy = new Occupancy();
  private @Nullable FrontDoor door;
  private @Nullable HttpServer server;

  /**
   * @param faces at least one; the first also says what goes wrong at no face
   */
  public BridgeVerticle(BridgeOptions options, List<Face> faces, Surroundings around) {
    if (faces.isEmpty()) {
      throw new IllegalArgumentException("a bridge without a face answers nothing");
    }
    this.options = options;
    this.faces = List.copyOf(faces);
    this.around = around;
  }

  @Override
  public Future<?> start() {
    CallerSide speech = faces.get(0).speech();
    FrontDoor opening = new FrontDoor(options, routes(speech), occupancy, speech, around);
    HttpServer opened =
        vertx
            .createHttpServer(serverOptions())
            .connectionHandler(opening::connected)
            .requestHandler(opening::requested)
            .invalidRequestHandler(opening::garbled);
    door = opening;
    server = opened;
    vertx.setPeriodic(SWEEP_MILLIS, sweep -> opening.sweep());
    return opened.listen();
  }

  private Routes routes(CallerSide speech) {
    Callers callers = new Callers(options.callers());
    Routes routes = new Routes();
    for (Face face : faces) {
      FrontDoorMeters meters = new FrontDoorMeters(around.metrics(), face.dialect());
      face.mount(routes, new ChatEndpoint(face, options, callers, occupancy, meters, around));
    }
    new ModelsEndpoint(vertx.eventBus(), options.modelsAddress(), callers, speech).mount(routes);
    HealthEndpoint health =
        new HealthEndpoint(vertx.eventBus(), options.healthAddress(), callers, occupancy);
    return routes
        .at(HttpMethod.GET, "/health/live", health::live)
        .at(HttpMethod.GET, "/health/ready", health::ready)
        .at(
            HttpMethod.GET,
            "/metrics",
            new MetricsEndpoint(vertx, around.metrics(), callers, speech));
  }

  private HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setHost(options.host())
        .setPort(options.port())
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(MAX_TARGET_BYTES)
        .setMaxHeaderSize(MAX_HEAD_BYTES)
        .setMaxChunkSize(READ_BYTES)
        .setHandle100ContinueAutomatically(false)
        .setDecompressionSupported(false)
        .setStrictThreadMode(true);
  }

  /** The port that it listens on, from its start on. */
  public int port() {
    if (server == null) {
      throw new IllegalStateException("the bridge has not started");
    }
    return server.actualPort();
  }

  /**
   * Refuses new chats with SHUTTING_DOWN and is not ready any more. The future completes when the
   * last answer has been taken; how long that may last is the caller's to say. May be called from
   * any thread, and again.
   */
  public Future<Void> drain() {
    Promise<Void> drained = Promise.promise();
    context.runOnContext(run -> occupancy.close().onComplete(drained));
    return drained.future();
  }

  /**
   * Whoever is still inside gets SHUTTING_DOWN, in the answer's own way, and a second to take it;
   * {@link #drain()} before lets them finish.
   */
  @Override
  public Future<?> stop() {
    if (server == null || door == null) {
      return Future.succeededFuture();
    }
    HttpServer closing = server;
    FrontDoor emptied = door;
    Future<Void> left = occupancy.close();
    emptied.dismiss();
    return Future.any(left, vertx.timer(1, TimeUnit.SECONDS))
        .eventually(
            () -> {
              emptied.cut();
              return closing.close();
            });
  }
}
