package io.lattice.node.proof;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The tool calls of a streamed answer, put together by their index as clients do. */
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

  private static void add(JsonObject piece, Map<Integer, StringBuilder> calls) {
    JsonObject function = piece.getJsonObject("function");
    StringBuilder call = calls.computeIfAbsent(piece.getInteger("index"), k -> new StringBuilder());
    if (piece.containsKey("id")) {
      call.append(piece.getString("id")).append(' ').append(function.getString("name")).append(' ');
    }
    call.append(Objects.requireNonNullElse(function.getString("arguments"), ""));
  }
}
