package io.lattice.core.bridge;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.CallerSide;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The models that can be asked: all, or one by its id, in the shape that the caller reads. */
final class ModelsEndpoint {
  private static final String PATH = "/v1/models";
  private static final String GEMINI_PATH = "/v1beta/models";

  private static final DeliveryOptions OPTIONS =
      new DeliveryOptions().setLocalOnly(true).setSendTimeout(5_000);

  private final EventBus bus;
  private final String address;
  private final Callers callers;
  private final CallerSide speech;

  /**
   * @param speech says what goes wrong
   */
  ModelsEndpoint(EventBus bus, String address, Callers callers, CallerSide speech) {
    this.bus = bus;
    this.address = address;
    this.callers = callers;
    this.speech = speech;
  }

  void mount(Routes routes) {
    routes
        .at(HttpMethod.GET, PATH, visit -> all(visit, ModelListShape.of(visit.headers())))
        .below(
            HttpMethod.GET,
            PATH + "/",
            visit -> one(visit, PATH, ModelListShape.of(visit.headers())))
        .at(HttpMethod.GET, GEMINI_PATH, visit -> all(visit, ModelListShape.GEMINI))
        .below(
            HttpMethod.GET,
            GEMINI_PATH + "/",
            visit -> one(visit, GEMINI_PATH, ModelListShape.GEMINI));
  }

  private void all(Visit visit, ModelListShape shape) {
    answer(visit, models(visit).map(shape::list));
  }

  private void one(Visit visit, String path, ModelListShape shape) {
    String id = ActionEndpoint.decoded(visit.request().path().substring(path.length() + 1));
    answer(visit, models(visit).map(list -> shape.model(find(id, list))));
  }

  /** What the router lists for whoever asks. */
  private Future<JsonObject> models(Visit visit) {
    JsonObject question = new JsonObject().put("caller", callers.identify(visit.headers()));
    return bus.<JsonObject>request(address, question, OPTIONS).map(reply -> reply.body());
  }

  private void answer(Visit visit, Future<JsonObject> reply) {
    reply.onComplete(
        body -> Replies.json(visit, 200, body),
        thrown -> Replies.refuse(visit, speech, Replies.refusalFor(thrown, visit.id())));
  }

  private static JsonObject find(String id, JsonObject list) {
    JsonArray data = list.getJsonArray("data", new JsonArray());
    for (int i = 0; i < data.size(); i++) {
      JsonObject model = data.getJsonObject(i);
      if (id.equals(model.getString("id"))) {
        return model;
      }
    }
    throw Refusal.of(
        new ChatError(
            ErrorKind.MODEL_NOT_FOUND,
            "there is no such model; GET /v1/models lists those there are",
            "model_not_found",
            "model",
            null,
            null));
  }
}
