package io.lattice.node.ask;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Finds the words in what a node answers, which has the OpenAI shape. */
final class AnswerText {

  private AnswerText() {}

  /** The words of a whole answer; a refusal counts as words. */
  static String ofWhole(String body) {
    return content(new JsonObject(body), "message");
  }

  /** The words of one event of a stream, often none. */
  static String ofEvent(String data) {
    return content(new JsonObject(data), "delta");
  }

  /** What went wrong, where this is an error in the OpenAI shape. */
  static Optional<String> ofError(String body) {
    try {
      return Optional.ofNullable(new JsonObject(body).getJsonObject("error"))
          .map(error -> error.getString("message"));
    } catch (DecodeException | ClassCastException e) {
      return Optional.empty();
    }
  }

  private static String content(JsonObject answer, String part) {
    JsonArray choices = answer.getJsonArray("choices", new JsonArray());
    if (choices.isEmpty()) {
      return "";
    }
    JsonObject said = choices.getJsonObject(0).getJsonObject(part, new JsonObject());
    String content = said.getString("content");
    String refusal = said.getString("refusal");
    return content != null ? content : refusal != null ? refusal : "";
  }
}
