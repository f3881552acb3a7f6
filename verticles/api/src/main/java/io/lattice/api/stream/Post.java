package io.lattice.api.stream;

import io.lattice.api.Addresses;
import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.ClusterManager;
import java.time.Duration;

/**
 * Sends stream messages over one event bus. What stays on this node never asks the cluster where to
 * go: the node's id is in every inbox's address. What leaves it goes in {@link Outbox batches}.
 * Confined to the context it was made on.
 */
final class Post {
  private final EventBus bus;
  private final String node;
  private final String hereBegins;
  private final DeliveryOptions anywhere;
  private final DeliveryOptions here;
  private final Loopback later;
  private final Outbox outbox;
  private final DeliveryOptions failure = new DeliveryOptions().setCodecName(StreamCodec.FAILURE);

  Post(Vertx vertx, Duration accept, Loopback later) {
    this.later = later;
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
    return inbox.startsWith(Addresses.inbox(node, ""));
  }

  /** Sends in order, what goes to another node at the end of this turn of the event loop. */
  void send(String inbox, StreamMessage.Single message) {
    if (isHere(inbox)) {
      bus.send(inbox, message, here);
    } else {
      outbox.add(inbox, message);
    }
  }

  /**
   * Opens a stream at an address and tells its asker what became of it, in a later turn also where
   * nobody listens, which the bus says within its call.
   */
  void open(String where, boolean localOnly, StreamMessage.Open open, Asker asker) {
    bus.<StreamMessage.Accepted>request(where, open, localOnly ? here : anywhere)
        .onSuccess(reply -> asker.accepted(reply.body()))
        .onFailure(problem -> later.add(() -> asker.refused(refusalOf(problem, where))));
  }

  private static ChatFailure refusalOf(Throwable problem, String where) {
    if (problem instanceof ChatFailure failure) {
      return failure;
    }
    if (problem instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.NO_HANDLERS) {
      return notAccepted(
          ErrorKind.NO_DEPLOYMENT_AVAILABLE,
          "nobody listens at '%s'; start a node that does".formatted(where));
    }
    return notAccepted(
        ErrorKind.UPSTREAM_UNREACHABLE,
        "'%s' did not accept the request: %s".formatted(where, problem.getMessage()));
  }

  private static ChatFailure notAccepted(ErrorKind kind, String message) {
    return new ChatFailure(new ChatError(kind, message, PeerProblem.NOT_ACCEPTED));
  }

  /** Who sent a message that opens a stream. */
  Asker askerOf(Message<?> open) {
    return new Asker() {
      @Override
      public void accepted(StreamMessage.Accepted accepted) {
        open.reply(accepted, anywhere);
      }

      @Override
      public void refused(ChatFailure refusal) {
        open.reply(refusal, failure);
      }
    };
  }
}
