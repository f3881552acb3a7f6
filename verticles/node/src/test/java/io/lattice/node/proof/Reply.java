package io.lattice.node.proof;

import io.lattice.core.testing.RawResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** A whole answer of a node, without any key. */
record Reply(int status, Map<String, String> headers, String body) {
  Reply {
    ProofKeys.checkAbsentFrom(headers + body);
  }

  static Reply of(RawResponse response) {
    return new Reply(response.status(), response.headers(), response.text());
  }

  JsonObject json() {
    return new JsonObject(body);
  }

  /** A header's value, or empty. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** How many attempts the node says it made. */
  int attempts() {
    return Integer.parseInt(header("x-lattice-attempts"));
  }

  /** What the model said. */
  String text() {
    return message().getString("content");
  }

  /** The model's message. */
  JsonObject message() {
    return choice().getJsonObject("message");
  }

  /** Why the model ended. */
  String finish() {
    return choice().getString("finish_reason");
  }

  private JsonObject choice() {
    return json().getJsonArray("choices").getJsonObject(0);
  }

  /** The error's object. */
  JsonObject error() {
    return json().getJsonObject("error");
  }
}
