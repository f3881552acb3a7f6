package io.lattice.node.proof;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tool calls of an answer, those of a stream put together by their index as clients do. */
final class ToolCalls {
  private ToolCalls() {}

  /** Each as id, name and arguments. */
  static List<String> of(StreamReply reply) {
    Map<Integer, StringBuilder> calls = new TreeMap<>();
    for (JsonObject chunk : reply.chunks()) {
      for (Object choice : chunk.getJsonArray("choices", new JsonArray())) {
        JsonObject delta = ((JsonObject) choice).getJsonObject("delta", new JsonObject());
        for (Object each : delta.getJsonArray("tool_calls", new JsonArray())) {
          add((JsonObject) each, calls);
        }
      }
    }
    return calls.values().stream().map(StringBuilder::toString).toList();
  }

  /** Each of a streamed answer as name and arguments, the latter as compact JSON. */
  static String named(StreamReply reply) {
    return of(reply).stream()
        .map(call -> call.split(" ", 3))
        .map(call -> call[1] + " " + new JsonObject(call[2]).encode())
        .collect(Collectors.joining(", "));
  }

  /** The same of a whole answer. */
  static String of(Reply reply) {
    return reply.message().getJsonArray("tool_calls").stream()
        .map(call -> ((JsonObject) call).getJsonObject("function"))
        .map(
            function ->
                function.getString("name")
                    + " "
                    + new JsonObject(function.getString("arguments")).encode())
        .collect(Collectors.joining(", "));
  }

  private static void add(JsonObject piece, Map<Integer, StringBuilder> calls) {
    // A piece may hold nothing but a signature.
    JsonObject function = piece.getJsonObject("function", new JsonObject());
    StringBuilder call = calls.computeIfAbsent(piece.getInteger("index"), k -> new StringBuilder());
    if (piece.containsKey("id")) {
      call.append(piece.getString("id")).append(' ').append(function.getString("name")).append(' ');
    }
    call.append(Objects.requireNonNullElse(function.getString("arguments"), ""));
  }
}
