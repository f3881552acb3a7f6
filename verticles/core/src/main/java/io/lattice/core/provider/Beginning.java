package io.lattice.core.provider;

import io.lattice.api.chat.Bytes;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** Keeps the beginning of a body, which tells enough of most, and lets the rest go by. */
final class Beginning implements WriteStream<Buffer> {
  /** Room for a thousand models with all their details. */
  private static final int LIMIT_BYTES = 1024 * 1024;

  private final Buffer kept = Buffer.buffer();
  private boolean isWhole = true;

  /** Whether nothing has gone by. */
  boolean isWhole() {
    return isWhole;
  }

  Bytes bytes() {
    return Bytes.wrap(kept.getBytes());
  }

  @Override
  public Future<Void> write(Buffer piece) {
    int room = LIMIT_BYTES - kept.length();
    isWhole &= piece.length() <= room;
    kept.appendBuffer(piece, 0, Math.min(piece.length(), room));
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> end() {
    return Future.succeededFuture();
  }

  @Override
  public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
    return this;
  }

  @Override
  public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
    return this;
  }
}
