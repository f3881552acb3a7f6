package io.lattice.node.proof;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a caller of another dialect than OpenAI's understood of an answer, without any key.
 *
 * @param tools the calls in order, each as name and arguments
 * @param error the dialect's word for the failure that ended it, or null
 * @param ended whether the answer came to its own end
 */
record Heard(
    int status,
    String text,
    String tools,
    int tokensIn,
    int tokensOut,
    @Nullable String error,
    boolean ended) {
  Heard {
    ProofKeys.checkAbsentFrom(text + tools + error);
    if (ended == (error != null)) {
      throw new AssertionError(
          "neither an end nor an error, or both: '%s', %s".formatted(text, error));
    }
  }

  /** The calls, put together by their place in the answer; the arguments as compact JSON. */
  static String tools(Map<Integer, StringBuilder> calls) {
    return calls.values().stream()
        .map(call -> call.toString().split(" ", 2))
        .map(call -> call[0] + " " + new JsonObject(call[1].isEmpty() ? "{}" : call[1]).encode())
        .collect(Collectors.joining(", "));
  }
}
