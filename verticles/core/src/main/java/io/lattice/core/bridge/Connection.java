package io.lattice.core.bridge;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection, and how long it may go on as it is. Serves one visit at a time. Confined
 * to its event loop.
 */
final class Connection {
  /**
   * How long the rest of a body is read and dropped after its answer, so that the answer arrives.
   */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final HttpConnection http;
  private final Duration idle;
  private final Occupancy occupancy;
  private @Nullable Visit visit;
  private boolean closing;
  private long nowNanos;
  private long restsSinceNanos;
  private Duration rest;

  Connection(HttpConnection http, long nowNanos, BridgeOptions.Limits limits, Occupancy occupancy) {
    this.http = http;
    this.nowNanos = nowNanos;
    this.restsSinceNanos = nowNanos;
    this.rest = limits.header();
    this.idle = limits.idle();
    this.occupancy = occupancy;
  }

  void serves(Visit next) {
    visit = next;
    occupancy.entered();
  }

  /** A visit is over. Another may have begun before, where the client did not wait for answers. */
  void served(Visit done) {
    occupancy.left();
    if (visit == done) {
      visit = null;
      HttpServerRequest request = done.request();
      if (request.isEnded()) {
        settle();
      } else {
        rest(LINGER);
        request.endHandler(end -> settle());
      }
    }
  }

  private void settle() {
    if (closing) {
      close();
    } else if (visit == null) {
      rest(idle);
    }
  }

  private void rest(Duration limit) {
    rest = limit;
    restsSinceNanos = nowNanos;
  }

  /** Whether no further request is served here. */
  boolean isClosing() {
    return closing;
  }

  /** No further request is served here; the one being answered still is. */
  void closeAfterAnswer() {
    closing = true;
  }

  void close() {
    closing = true;
    http.close();
  }

  /**
   * Closes at once and drops what was not sent. Vert.x flushes before it closes, and so would wait
   * for ever for a client that takes nothing; so this closes what is beneath it.
   */
  void cut() {
    closing = true;
    if (http instanceof ConnectionBase base) {
      base.channelHandlerContext().close();
    } else {
      http.close();
    }
  }

  /** The node stops: whoever is here is told, and nobody else is served. */
  void dismiss() {
    closing = true;
    if (visit == null) {
      close();
    } else {
      visit.dismiss();
    }
  }

  /**
   * @param now by the ticker, in nanoseconds
   */
  void tick(long now) {
    nowNanos = now;
    if (visit != null) {
      visit.tick(now);
    } else if (now - restsSinceNanos >= rest.toNanos()) {
      close();
    }
  }
}
