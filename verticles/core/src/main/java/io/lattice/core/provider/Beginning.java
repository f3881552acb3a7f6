package io.lattice.core.provider;

import io.lattice.api.chat.Bytes;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** Keeps the beginning of a body and lets the rest go by. Confined to one event loop. */
final class Beginning implements WriteStream<Buffer> {
  /** Tells enough of a failure. */
  private static final int LIMIT_BYTES = 64 * 1024;

  private final int limitBytes;
  private final Buffer kept = Buffer.buffer();
  private boolean isCut;

  Beginning() {
    this(LIMIT_BYTES);
  }

  Beginning(int limitBytes) {
    this.limitBytes = limitBytes;
  }

  Bytes bytes() {
    return Bytes.wrap(kept.getBytes());
  }

  /** Whether there was more than is kept. */
  boolean isCut() {
    return isCut;
  }

  @Override
  public Future<Void> write(Buffer piece) {
    int room = limitBytes - kept.length();
    isCut |= piece.length() > room;
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
