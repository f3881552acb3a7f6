package io.lattice.core.bridge;

import io.lattice.api.chat.Bytes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;

/**
 * Collects one request's body, within its limits of size and time. Takes memory for what came, not
 * for what was announced.
 */
final class BodyReader implements Stage {
  private static final int FIRST_ROOM = 64 * 1024;
  private static final int FIRST_ROOM_UNANNOUNCED = 8 * 1024;
  private static final long SLOWEST_BYTES_PER_SECOND = 1024;

  private final BridgeOptions.Limits limits;
  private final long startNanos;
  private final Promise<Bytes> whole = Promise.promise();
  private byte[] collected;
  private int count;

  private BodyReader(long announced, BridgeOptions.Limits limits, long startNanos) {
    this.limits = limits;
    this.startNanos = startNanos;
    int room = announced < 0 ? FIRST_ROOM_UNANNOUNCED : (int) Math.min(announced, FIRST_ROOM);
    this.collected = new byte[room];
  }

  /**
   * Fails with a {@link Refusal} where the body is too large or too slow. Neither fails nor
   * succeeds where the client leaves, or sends chunks that are none, at which the connection closes
   * at once: the visit tells that.
   */
  static Future<Bytes> read(Visit visit, BridgeOptions.Limits limits, long nowNanos) {
    BodyReader reader = new BodyReader(BodyRules.contentLength(visit.headers()), limits, nowNanos);
    visit.enters(reader);
    HttpServerRequest request = visit.request();
    request.handler(reader::take);
    request.endHandler(end -> reader.whole.tryComplete(reader.bytes()));
    return reader.whole.future();
  }

  private void take(Buffer piece) {
    int length = piece.length();
    if (length > limits.maxBodyBytes() - count) {
      whole.tryFail(Refusal.tooLarge(limits.maxBodyBytes()));
      collected = new byte[0];
    }
    if (whole.future().isComplete()) {
      return;
    }
    if (length > collected.length - count) {
      int doubled = (int) Math.min(collected.length * 2L, limits.maxBodyBytes());
      collected = Arrays.copyOf(collected, Math.max(doubled, count + length));
    }
    piece.getBytes(0, length, collected, count);
    count += length;
  }

  private Bytes bytes() {
    return Bytes.wrap(count == collected.length ? collected : Arrays.copyOf(collected, count));
  }

  @Override
  public void dismiss() {
    whole.tryFail(Refusal.shuttingDown());
  }

  @Override
  public void tick(long nowNanos) {
    long elapsed = nowNanos - startNanos;
    boolean slow = count < elapsed / 1_000_000_000L * SLOWEST_BYTES_PER_SECOND;
    if (slow && elapsed > limits.body().toNanos()) {
      whole.tryFail(Refusal.tooSlow());
    }
  }
}
