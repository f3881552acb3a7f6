package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Tool;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import java.util.List;

/** Writes the tools that the model may use. */
final class ToolWriter {
  /** Templates show the parameters as they are, and models do not know what to make of none. */
  private static final Json NO_PARAMETERS = Json.of("{\"type\":\"object\",\"properties\":{}}");

  private ToolWriter() {}

  static void write(List<Tool> tools, JsonText json, Changes changes) {
    json.startArray();
    for (int i = 0; i < tools.size(); i++) {
      String path = "tools[" + i + "]";
      if (tools.get(i) instanceof Tool.Function function) {
        function(function, json, changes);
      } else if (tools.get(i) instanceof Tool.Opaque opaque) {
        checkOurs(opaque.dialect(), path);
        json.json(opaque.json(), path);
      }
    }
    json.endArray();
  }

  private static void function(Tool.Function tool, JsonText json, Changes changes) {
    json.startObject().field("type", "function").name("function").startObject();
    json.field("name", tool.name()).field("description", tool.description());
    json.field("parameters", tool.parameters() == null ? NO_PARAMETERS : tool.parameters());
    json.endObject().endObject();
    if (Boolean.TRUE.equals(tool.strict())) {
      changes.drop("tools.strict");
    }
    Extras.said(tool.extras()).keySet().forEach(name -> changes.drop("tools." + name));
  }

  /** Fails for what only another dialect understands: left out, the answer would be another. */
  static void checkOurs(String dialect, String path) {
    if (!dialect.equals(OllamaDialect.NAME)) {
      throw DialectException.invalid(
          path,
          "is of the dialect '" + dialect + "', which this provider does not speak: leave it out");
    }
  }
}
