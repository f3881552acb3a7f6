package io.lattice.node.proof;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer that came to its end, of which it had exactly one, without any key.
 *
 * @param error of the failure that ended it, also where it never began; null after {@code [DONE]}
 */
record StreamReply(
    int status, Map<String, String> headers, List<JsonObject> chunks, @Nullable JsonObject error) {
  StreamReply {
    ProofKeys.checkAbsentFrom(headers + chunks.toString() + error);
  }

  static StreamReply refused(Reply reply) {
    return new StreamReply(reply.status(), reply.headers(), List.of(), reply.error());
  }

  /** The piece of text in one chunk, or empty. */
  static String textOf(JsonObject chunk) {
    JsonArray choices = chunk.getJsonArray("choices", new JsonArray());
    if (choices.isEmpty()) {
      return "";
    }
    JsonObject delta = choices.getJsonObject(0).getJsonObject("delta");
    return delta == null ? "" : Objects.requireNonNullElse(delta.getString("content"), "");
  }

  /** A header's value, or empty. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** How many attempts the node says it made. */
  int attempts() {
    return Integer.parseInt(header("x-lattice-attempts"));
  }

  /** All the text. */
  String text() {
    StringBuilder text = new StringBuilder();
    chunks.forEach(chunk -> text.append(textOf(chunk)));
    return text.toString();
  }

  /** The reasons for which choices ended, in order. */
  List<String> finishes() {
    return chunks.stream()
        .flatMap(chunk -> chunk.getJsonArray("choices", new JsonArray()).stream())
        .map(choice -> ((JsonObject) choice).getString("finish_reason"))
        .filter(Objects::nonNull)
        .toList();
  }

  /** The usage, of the last chunk that tells some. */
  JsonObject usage() {
    return chunks.stream()
        .map(chunk -> chunk.getJsonObject("usage"))
        .filter(Objects::nonNull)
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError("no usage in " + chunks));
  }

  boolean isComplete() {
    return error == null;
  }

  /** The error's code. */
  String code() {
    return Objects.requireNonNull(error, "the stream did not fail").getString("code");
  }
}
