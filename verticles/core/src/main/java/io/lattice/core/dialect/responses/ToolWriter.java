package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the tools that the model may use, which of them it must, and what it called. */
final class ToolWriter {
  private static final Json NO_PARAMETERS = Json.of("{\"type\":\"object\",\"properties\":{}}");
  private static final Set<String> KNOWN_OF_TOOL =
      Set.of("defer_loading", "allowed_callers", "output_schema");
  private static final Set<String> KNOWN_OF_CALL = Set.of("namespace", "caller");

  private ToolWriter() {}

  static void tools(List<Tool> tools, JsonText json, Set<String> dropped) {
    json.startArray();
    for (int i = 0; i < tools.size(); i++) {
      String path = "tools[" + i + "]";
      if (tools.get(i) instanceof Tool.Function function) {
        function(function, path, json, dropped);
      } else if (tools.get(i) instanceof Tool.Opaque opaque) {
        checkOurs(opaque.dialect(), path);
        json.json(opaque.json(), path);
      }
    }
    json.endArray();
  }

  /**
   * Where nobody says that a schema is strict it is not, as in every other API; here the same
   * silence would make every argument required (<a
   * href="https://github.com/langchain-ai/langchain/pull/39309">langchain #39309</a>).
   */
  private static void function(
      Tool.Function tool, String path, JsonText json, Set<String> dropped) {
    json.startObject().field("type", "function").field("name", tool.name());
    json.field("description", tool.description());
    json.field("parameters", tool.parameters() == null ? NO_PARAMETERS : tool.parameters());
    json.field("strict", tool.strict() == null ? Boolean.FALSE : tool.strict());
    extras(tool.extras(), KNOWN_OF_TOOL, path, json, dropped);
    json.endObject();
  }

  static void choice(ToolChoice choice, JsonText json) {
    if (choice instanceof ToolChoice.Named named) {
      json.startObject().field("type", "function").field("name", named.name()).endObject();
    } else if (choice instanceof ToolChoice.Opaque opaque) {
      checkOurs(opaque.dialect(), "tool_choice");
      json.json(opaque.json(), "tool_choice");
    } else if (choice instanceof ToolChoice.Required) {
      json.text("required");
    } else {
      json.text(choice instanceof ToolChoice.None ? "none" : "auto");
    }
  }

  /** No call of this API is signed, so a signature is somebody else's. */
  static void call(Part.ToolCall call, JsonText json, Set<String> dropped) {
    json.startObject().field("type", "function_call").field("call_id", call.id());
    json.field("name", call.name()).field("arguments", call.arguments());
    extras(call.extras(), KNOWN_OF_CALL, "tool_calls", json, dropped);
    json.endObject();
    if (call.proof() != null) {
      dropped.add("tool_calls.proof");
    }
  }

  private static void extras(
      Map<String, Json> extras,
      Set<String> known,
      String path,
      JsonText json,
      Set<String> dropped) {
    json.fields(extras, name -> !known.contains(name));
    for (String name : extras.keySet()) {
      if (!known.contains(name)) {
        dropped.add(path + "." + name);
      }
    }
  }

  /** Fails for what only another dialect understands: left out, the answer would be another. */
  private static void checkOurs(String dialect, String path) {
    if (!dialect.equals(ResponsesDialect.NAME)) {
      throw DialectException.invalid(
          path,
          "is of the dialect '" + dialect + "', which this provider does not speak: leave it out");
    }
  }
}
