package io.lattice.core.observe;

import io.lattice.api.Addresses;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Answers who asks for the models and the health of this node, over the event bus. */
public final class ReportVerticle extends VerticleBase {
  private final Map<String, Supplier<JsonObject>> reports;
  private final List<MessageConsumer<Object>> consumers = new ArrayList<>();

  public ReportVerticle(Supplier<JsonObject> models, Supplier<JsonObject> health) {
    this.reports = Map.of(Addresses.MODELS, models, Addresses.HEALTH, health);
  }

  @Override
  public Future<?> start() {
    EventBus bus = vertx.eventBus();
    reports.forEach(
        (address, report) -> {
          Handler<Message<Object>> answer = message -> message.reply(report.get());
          consumers.add(bus.consumer(address, answer));
          consumers.add(bus.localConsumer(Addresses.onThisNode(address), answer));
        });
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList());
  }

  @Override
  public Future<?> stop() {
    return Future.all(consumers.stream().map(MessageConsumer::unregister).toList());
  }
}
