package io.lattice.core.provider;

import io.lattice.api.chat.Bytes;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** Keeps the beginning of a body, which tells enough of a failure, and lets the rest go by. */
final class Beginning implements WriteStream<Buffer> {
  private static final int LIMIT_BYTES = 64 * 1024;

  private final Buffer kept = Buffer.buffer();

  Bytes bytes() {
    return Bytes.wrap(kept.getBytes());
  }

  @Override
  public Future<Void> write(Buffer piece) {
    kept.appendBuffer(piece, 0, Math.min(piece.length(), LIMIT_BYTES - kept.length()));
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
