package io.lattice.node;

import io.lattice.api.Addresses;
import io.lattice.cluster.Nodes;
import io.lattice.core.provider.ProviderCheck;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Asks the providers that this node runs how they are, for those who want to know. */
final class ProviderChecks {
  private static final String CHECK = "check";
  private static final String CHECKS = "checks";

  /** Longer than a check takes, shorter than the event bus waits for the whole report. */
  private static final DeliveryOptions OPTIONS =
      new DeliveryOptions().setLocalOnly(true).setSendTimeout(25_000);

  private final EventBus bus;
  private final Nodes nodes;
  private final NodeState state;

  ProviderChecks(EventBus bus, Nodes nodes, NodeState state) {
    this.bus = bus;
    this.nodes = nodes;
    this.state = state;
  }

  /** The report, with the checks where {@code asked} wants them. The future does not fail. */
  Future<JsonObject> added(JsonObject asked, JsonObject report) {
    if (!Boolean.TRUE.equals(asked.getValue(CHECK))) {
      return Future.succeededFuture(report);
    }
    List<Future<JsonArray>> checks = state.running().stream().map(this::check).toList();
    return Future.all(checks)
        .map(
            all -> {
              JsonArray list = new JsonArray();
              checks.forEach(each -> list.addAll(each.result()));
              return report.put(CHECKS, list);
            });
  }

  /** One entry for each address of the provider and each credential. */
  private Future<JsonArray> check(String provider) {
    String address =
        Addresses.onThisNode(Addresses.provider(provider, nodes.snapshot().local().id()));
    return bus.<JsonArray>request(address, new JsonObject(), OPTIONS)
        .map(reply -> reply.body())
        .otherwise(silent -> new JsonArray().add(noAnswer(provider).toJson()));
  }

  private static ProviderCheck noAnswer(String provider) {
    return ProviderCheck.failed(
        provider, "provider '%s' gave this node no answer in time".formatted(provider));
  }
}
