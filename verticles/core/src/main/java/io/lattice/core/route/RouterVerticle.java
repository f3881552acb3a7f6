package io.lattice.core.route;

import io.lattice.api.Addresses;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.Inbox;
import io.lattice.api.stream.OutgoingStream;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The router of one event loop: gives every request that comes to the chat address a relay. */
public final class RouterVerticle extends VerticleBase {
  private static final long SWEEP_MILLIS = 100;
  private static final long NO_TIMER = -1;

  private final RouterParts parts;
  private final Handler<Message<Object>> plain;
  private final Set<Relay> live = new LinkedHashSet<>();
  private @Nullable MessageConsumer<Object> anywhere;
  private long timer = NO_TIMER;

  /**
   * @param plain answers what comes to the chat address in plain JSON
   */
  public RouterVerticle(RouterParts parts, Handler<Message<Object>> plain) {
    this.parts = parts;
    this.plain = plain;
  }

  @Override
  public Future<?> start() {
    parts.lane().inbox().listen(onLane(), this::relay);
    anywhere = vertx.eventBus().consumer(Addresses.CHAT, this::received);
    return anywhere.completion();
  }

  private String onLane() {
    return Addresses.onLane(Addresses.CHAT, parts.lane().number());
  }

  private void received(Message<Object> message) {
    if (Inbox.isOpening(message.body())) {
      parts.lane().inbox().answer(message, this::relay);
    } else {
      plain.handle(message);
    }
  }

  private Answer relay(ChatCall call, @Nullable String deployment, OutgoingStream out) {
    Relay relay = new Relay(vertx, parts, live, call, out);
    if (timer == NO_TIMER) {
      timer = vertx.setPeriodic(SWEEP_MILLIS, id -> sweep());
    }
    return relay;
  }

  private void sweep() {
    List.copyOf(live).forEach(Relay::sweep);
    if (live.isEmpty()) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
  }

  /**
   * Takes nothing more from the cluster; what this lane's own front door sends, and what is under
   * way, goes on.
   */
  public Future<Void> drain() {
    return anywhere == null ? Future.succeededFuture() : anywhere.unregister();
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    parts.lane().inbox().ignore(onLane());
    return drain();
  }
}
