package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.util.List;
import java.util.stream.Stream;

/**
 * Log probabilities, which Ollama took from OpenAI item by item, without the object around them. In
 * our events they have it, so that whoever knows OpenAI's shape can read them.
 */
final class Logprobs {
  private static final String CONTENT = "content";

  private Logprobs() {}

  static Json inOpenAisShape(JsonTree items) {
    return Json.of("{\"" + CONTENT + "\":" + items.json() + "}");
  }

  /** The items of one piece, or of a list of pieces; none where the shape is another. */
  static List<Json> items(Json logprobs) {
    if (!JsonText.isOneValue(logprobs)) {
      return List.of();
    }
    JsonTree pieces = JsonTree.read(logprobs);
    return (pieces.is(Kind.ARRAY) ? pieces.items().stream() : Stream.of(pieces))
        .map(piece -> piece.get(CONTENT, Kind.ARRAY))
        .flatMap(Stream::ofNullable)
        .flatMap(content -> content.items().stream())
        .map(JsonTree::json)
        .toList();
  }
}
