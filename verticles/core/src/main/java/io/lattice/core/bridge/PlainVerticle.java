package io.lattice.core.bridge;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import org.jspecify.annotations.Nullable;

/** Listens for plain JSON at one address of the cluster, on one event loop. */
public final class PlainVerticle extends VerticleBase {
  private final String address;
  private final Handler<Message<Object>> door;
  private @Nullable MessageConsumer<Object> consumer;

  public PlainVerticle(String address, Handler<Message<Object>> door) {
    this.address = address;
    this.door = door;
  }

  @Override
  public Future<?> start() {
    consumer = vertx.eventBus().consumer(address, door);
    return consumer.completion();
  }

  /** Takes nothing more; what is under way goes on. May be called from any thread, and again. */
  public Future<Void> drain() {
    return consumer == null ? Future.succeededFuture() : consumer.unregister();
  }

  @Override
  public Future<?> stop() {
    return drain();
  }
}
