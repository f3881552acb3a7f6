package io.lattice.core.bridge;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;

/**
 * Whether the process lives, and whether it is ready for requests.
 *
 * <p>The status is for everybody, because a balancer brings no key. What else is told of the nodes
 * is only for those who may ask.
 */
final class HealthEndpoint {
  private static final DeliveryOptions OPTIONS =
      new DeliveryOptions().setLocalOnly(true).setSendTimeout(2_000);

  /** Providers are asked over the network, and may be given some seconds to answer. */
  private static final DeliveryOptions CHECKING =
      new DeliveryOptions().setLocalOnly(true).setSendTimeout(30_000);

  private static final String VERBOSE = "verbose";
  private static final String CHECKS = "checks";

  private final EventBus bus;
  private final String address;
  private final Callers callers;
  private final Occupancy occupancy;

  HealthEndpoint(EventBus bus, String address, Callers callers, Occupancy occupancy) {
    this.bus = bus;
    this.address = address;
    this.callers = callers;
    this.occupancy = occupancy;
  }

  void live(Visit visit) {
    Replies.json(visit, 200, status("live"));
  }

  void ready(Visit visit) {
    boolean detailed = mayKnow(visit.headers());
    boolean verbose = detailed && visit.request().params().contains(VERBOSE);
    health()
        .compose(health -> verbose ? checked(health) : Future.succeededFuture(health))
        .onSuccess(health -> tell(visit, health, detailed));
  }

  /** An answer that does not come is one too. */
  private Future<JsonObject> health() {
    return bus.<JsonObject>request(address, new JsonObject(), OPTIONS)
        .map(reply -> reply.body())
        .otherwise(silent -> new JsonObject().put("ready", false));
  }

  /** How the providers are tells nothing of whether this node is ready. */
  private Future<JsonObject> checked(JsonObject health) {
    return bus.<JsonObject>request(address, new JsonObject().put("check", true), CHECKING)
        .map(reply -> health.copy().put(CHECKS, reply.body().getValue(CHECKS)))
        .otherwise(health);
  }

  private void tell(Visit visit, JsonObject health, boolean detailed) {
    boolean draining = occupancy.isClosing();
    boolean ready = !draining && Boolean.TRUE.equals(health.getValue("ready"));
    String word = health.getString("status", ready ? "ready" : "not ready");
    JsonObject body = status(draining ? "draining" : word);
    if (detailed) {
      body = health.copy().mergeIn(body).put("ready", ready);
    }
    Replies.json(visit, ready ? 200 : 503, body);
  }

  private boolean mayKnow(MultiMap headers) {
    try {
      callers.identify(headers);
      return true;
    } catch (Refusal unknown) {
      return false;
    }
  }

  private static JsonObject status(String word) {
    return new JsonObject().put("status", word);
  }
}
