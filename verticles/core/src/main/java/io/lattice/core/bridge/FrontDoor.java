package io.lattice.core.bridge;

import io.lattice.core.dialect.CallerSide;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets connections and requests of one event loop in, or turns them away, and sees to their limits
 * in time. Confined to that loop.
 */
final class FrontDoor {
  private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

  private final Map<HttpConnection, Connection> connections = new HashMap<>();
  private final BridgeOptions options;
  private final LocalNames names;
  private final Routes routes;
  private final Occupancy occupancy;
  private final CallerSide speech;
  private final LongSupplier ticker;
  private final Supplier<String> ids;
  private final AtomicInteger gauge;

  /**
   * @param speech says what goes wrong where no face is known
   */
  FrontDoor(
      BridgeOptions options,
      Routes routes,
      Occupancy occupancy,
      CallerSide speech,
      Surroundings around) {
    this.options = options;
    this.names = new LocalNames(options.host());
    this.routes = routes;
    this.occupancy = occupancy;
    this.speech = speech;
    this.ticker = around.ticker();
    this.ids = around.ids();
    this.gauge = around.metrics().bridgeConnections();
  }

  void connected(HttpConnection http) {
    if (connections.size() >= options.limits().maxConnections()) {
      http.close();
      return;
    }
    ClientBytes.guard(http);
    connections.put(http, new Connection(http, ticker.getAsLong(), options.limits(), occupancy));
    gauge.incrementAndGet();
    // Told to the client where it can be; the message may hold what the client sent, so no log.
    http.exceptionHandler(unread -> {});
    http.closeHandler(
        closed -> {
          connections.remove(http);
          gauge.decrementAndGet();
        });
  }

  void requested(HttpServerRequest request) {
    Visit visit = visit(request);
    if (visit != null) {
      try {
        HeadRules.check(
            request.uri(), request.version() == HttpVersion.HTTP_1_1, request.headers());
        if (options.callers().isEmpty()) {
          names.check(request.headers());
        }
        routes.find(request.method(), request.path()).serve(visit);
      } catch (RuntimeException e) {
        Replies.refuse(visit, speech, Replies.refusalFor(e, visit.id()));
      }
    }
  }

  /** What the parser could not read; the connection closes with the answer. */
  void garbled(HttpServerRequest request) {
    Visit visit = visit(request);
    if (visit != null) {
      Replies.refuse(visit, speech, HeadRules.refusalFor(request.decoderResult().cause()));
    }
  }

  /** Null where the connection is being closed and whatever came is not looked at. */
  private @Nullable Visit visit(HttpServerRequest request) {
    Connection connection = connections.get(request.connection());
    if (connection == null || connection.isClosing()) {
      return null;
    }
    if (occupancy.isClosing()) {
      connection.closeAfterAnswer();
    }
    Visit visit =
        new Visit(
            request, connection, RequestIds.of(request.headers(), ids), options.limits().write());
    connection.serves(visit);
    return visit;
  }

  /** Tells whoever is inside to leave. */
  void dismiss() {
    new ArrayList<>(connections.values()).forEach(Connection::dismiss);
  }

  /** Ends every connection at once. */
  void cut() {
    new ArrayList<>(connections.values()).forEach(Connection::cut);
  }

  /** Sees to every limit in time. */
  void sweep() {
    long now = ticker.getAsLong();
    // A copy, because what is cut leaves at once.
    for (Connection connection : new ArrayList<>(connections.values())) {
      try {
        connection.tick(now);
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("a connection's limits could not be kept; it is closed");
        connection.close();
      }
    }
  }
}
