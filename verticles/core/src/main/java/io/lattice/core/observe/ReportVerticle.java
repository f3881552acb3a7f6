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
import java.util.function.Function;

/** Answers who asks for the models and the health of this node, over the event bus. */
public final class ReportVerticle extends VerticleBase {
  private static final int FAILED = 500;

  private final Map<String, Function<JsonObject, Future<JsonObject>>> reports;
  private final List<MessageConsumer<Object>> consumers = new ArrayList<>();

  /** Each report is made of what its asker sent, which is empty where that was no JSON object. */
  public ReportVerticle(
      Function<JsonObject, Future<JsonObject>> models,
      Function<JsonObject, Future<JsonObject>> health) {
    this.reports = Map.of(Addresses.MODELS, models, Addresses.HEALTH, health);
  }

  @Override
  public Future<?> start() {
    EventBus bus = vertx.eventBus();
    reports.forEach(
        (address, report) -> {
          Handler<Message<Object>> answer = message -> answer(message, report);
          consumers.add(bus.consumer(address, answer));
          consumers.add(bus.localConsumer(Addresses.onThisNode(address), answer));
        });
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList());
  }

  private static void answer(
      Message<Object> message, Function<JsonObject, Future<JsonObject>> report) {
    JsonObject asked = message.body() instanceof JsonObject body ? body : new JsonObject();
    report
        .apply(asked)
        .onSuccess(message::reply)
        .onFailure(problem -> message.fail(FAILED, "the report could not be made"));
  }

  @Override
  public Future<?> stop() {
    return Future.all(consumers.stream().map(MessageConsumer::unregister).toList());
  }
}
