package io.lattice.api.stream;

import io.lattice.api.Addresses;
import io.lattice.api.ChatFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.ClusterManager;
import java.time.Duration;

/**
 * Sends stream messages over one event bus. What stays on this node never asks the cluster where to
 * go: the node's id is in every inbox's address. What leaves it goes in {@link Outbox batches}.
 * Confined to the context it was made on.
 */
final class Post implements Carrier {
  private final EventBus bus;
  private final String node;
  private final String hereBegins;
  private final DeliveryOptions anywhere;
  private final DeliveryOptions here;
  private final Outbox outbox;
  private final DeliveryOptions failure = new DeliveryOptions().setCodecName(StreamCodec.FAILURE);

  Post(Vertx vertx, Duration accept) {
    StreamCodec.register(vertx);
    this.bus = vertx.eventBus();
    this.node = nodeOf(vertx);
    this.hereBegins = Addresses.inbox(node, "");
    this.anywhere =
        new DeliveryOptions()
            .setCodecName(StreamCodec.MESSAGE)
            .setSendTimeout(Math.max(1, accept.toMillis()));
    this.here = new DeliveryOptions(anywhere).setLocalOnly(true);
    this.outbox =
        new Outbox(
            vertx.getOrCreateContext(), (inbox, message) -> bus.send(inbox, message, anywhere));
  }

  private static String nodeOf(Vertx vertx) {
    ClusterManager cluster = ((VertxInternal) vertx).clusterManager();
    return cluster == null ? "local" : cluster.getNodeId();
  }

  String inboxAddress(String unique) {
    return Addresses.inbox(node, unique);
  }

  boolean isHere(String inbox) {
    return inbox.startsWith(hereBegins);
  }

  static boolean isOn(String inbox, String node) {
    return node.equals(Addresses.nodeIn(inbox));
  }

  /** Sends in order, what goes to another node at the end of this turn of the event loop. */
  @Override
  public void send(String inbox, StreamMessage.Single message) {
    if (isHere(inbox)) {
      bus.send(inbox, message, here);
    } else {
      outbox.add(inbox, message);
    }
  }

  Future<Message<StreamMessage>> request(String address, boolean localOnly, StreamMessage message) {
    return bus.request(address, message, localOnly ? here : anywhere);
  }

  void accept(Message<?> open, StreamMessage.Accepted accepted) {
    open.reply(accepted, anywhere);
  }

  void refuse(Message<?> open, ChatFailure refusal) {
    open.reply(refusal, failure);
  }
}
