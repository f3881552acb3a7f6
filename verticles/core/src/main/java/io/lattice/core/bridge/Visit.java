package io.lattice.core.bridge;

import io.lattice.api.chat.Bytes;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request over HTTP and the writing of its answer. Confined to its connection's event loop.
 *
 * <p>It is over when the client took the whole answer or left, whichever is first.
 */
final class Visit {
  private static final int SLICE = 64 * 1024;

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Connection connection;
  private final String id;
  private final Duration writeLimit;
  private final Handler<AsyncResult<Void>> taken = this::taken;
  private boolean inPieces;
  private int writes;
  private int writesTaken;
  private int writesTakenBefore;
  private long stalledSinceNanos;
  private boolean over;
  private @Nullable Stage stage;
  private @Nullable Runnable onOver;

  /**
   * @param id names the request wherever it is told of
   * @param writeLimit how long the client may take nothing of what was written
   */
  Visit(HttpServerRequest request, Connection connection, String id, Duration writeLimit) {
    this.request = request;
    this.response = request.response();
    this.connection = connection;
    this.id = id;
    this.writeLimit = writeLimit;
    response.closeHandler(closed -> end());
  }

  String id() {
    return id;
  }

  HttpServerRequest request() {
    return request;
  }

  MultiMap headers() {
    return request.headers();
  }

  Connection connection() {
    return connection;
  }

  /** What happens until the answer, instead of what happened before. */
  void enters(Stage next) {
    stage = next;
  }

  /**
   * @param runnable is run once, at the visit's end, instead of what was set before
   */
  void onOver(Runnable runnable) {
    onOver = runnable;
  }

  boolean isOver() {
    return over;
  }

  /** Whether a status was sent. */
  boolean isCommitted() {
    return response.headWritten();
  }

  Visit head(int status, CharSequence contentType) {
    response
        .setStatusCode(status)
        .putHeader(HeaderNames.X_REQUEST_ID, id)
        .putHeader(HeaderNames.CONTENT_TYPE, contentType);
    return this;
  }

  Visit header(CharSequence name, CharSequence value) {
    response.putHeader(name, value);
    return this;
  }

  /**
   * The body comes in pieces. A client of HTTP/1.0 knows no chunks and sees the end of the body by
   * the end of the connection.
   */
  void startPieces() {
    inPieces = true;
    response.setChunked(true);
    if (!response.isChunked()) {
      connection.closeAfterAnswer();
    }
    tellClosing();
  }

  void write(Bytes piece) {
    write(Buffer.buffer(piece.array()));
  }

  private void write(Buffer piece) {
    writes++;
    response.write(piece).onComplete(taken);
  }

  private void taken(AsyncResult<Void> write) {
    writesTaken++;
  }

  /** The last piece, or the whole body where nothing was written before. */
  void finish(Bytes last) {
    byte[] body = last.array();
    if (!inPieces) {
      response.putHeader(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
      tellClosing();
    }
    int offset = 0;
    // In slices, so that it shows whether the client takes any of it.
    for (; body.length - offset > SLICE; offset += SLICE) {
      write(Buffer.buffer(SLICE).appendBytes(body, offset, SLICE));
    }
    int rest = body.length - offset;
    writes++;
    response.end(Buffer.buffer(rest).appendBytes(body, offset, rest)).onComplete(flushed -> end());
  }

  /** Ends the connection in the midst of what it does. */
  void cut() {
    connection.cut();
  }

  /** Whether the client takes less than is written. */
  boolean isFull() {
    return !response.ended() && response.writeQueueFull();
  }

  /**
   * @param handler is called whenever a full queue has room again
   */
  void onRoom(Runnable handler) {
    response.drainHandler(drained -> handler.run());
  }

  /**
   * @param nowNanos by the ticker
   */
  void tick(long nowNanos) {
    if (isStalled(nowNanos)) {
      cut();
    } else if (stage != null) {
      stage.tick(nowNanos);
    }
  }

  /** The node stops. */
  void dismiss() {
    if (stage != null) {
      stage.dismiss();
    }
  }

  private boolean isStalled(long nowNanos) {
    if (writesTaken != writesTakenBefore || writesTaken == writes) {
      writesTakenBefore = writesTaken;
      stalledSinceNanos = nowNanos;
    }
    return nowNanos - stalledSinceNanos > writeLimit.toNanos();
  }

  private void tellClosing() {
    if (connection.isClosing()) {
      // Vert.x itself sets keep-alive for HTTP/1.0 just before it calls this.
      response.headersEndHandler(
          head -> response.headers().set(HeaderNames.CONNECTION, HeaderNames.CLOSE));
    }
  }

  private void end() {
    if (!over) {
      over = true;
      if (onOver != null) {
        onOver.run();
      }
      connection.served(this);
    }
  }
}
