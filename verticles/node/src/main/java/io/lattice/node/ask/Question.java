package io.lattice.node.ask;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What is asked of a model.
 *
 * @param text the words of the question
 * @param model the logical name of the model
 * @param stream whether the answer is wanted as it comes
 */
public record Question(String text, String model, boolean stream) {

  public Question {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the question is empty; write one");
    }
  }

  /** As a chat in the OpenAI shape. */
  JsonObject toJson() {
    var message = new JsonObject().put("role", "user").put("content", text);
    return new JsonObject()
        .put("model", model)
        .put("stream", stream)
        .put("messages", new JsonArray().add(message));
  }
}
