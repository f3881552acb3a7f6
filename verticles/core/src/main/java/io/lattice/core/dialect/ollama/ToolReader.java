package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Tool;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a caller's tools, and the calls in its history. */
final class ToolReader {
  private static final String FUNCTION = "function";

  private ToolReader() {}

  static List<Tool> tools(JsonFields request) {
    List<Tool> tools = new ArrayList<>();
    List<JsonTree> items = request.list("tools");
    for (int i = 0; i < items.size(); i++) {
      tools.add(tool(new JsonFields(items.get(i), "tools[" + i + "]")));
    }
    return tools;
  }

  private static Tool tool(JsonFields tool) {
    String type = tool.string("type");
    if (type != null && !type.equals(FUNCTION)) {
      return new Tool.Opaque(OllamaDialect.NAME, tool.json());
    }
    JsonFields function = tool.requiredObject(FUNCTION);
    return new Tool.Function(
        function.requiredString("name"),
        function.string("description"),
        function.objectText("parameters"),
        null,
        rest(tool, function));
  }

  /**
   * A call in an assistant's message.
   *
   * @param madeId for one that has no id, as those of older versions
   */
  static Part.ToolCall call(JsonFields call, String madeId) {
    call.string("type");
    JsonFields function = call.requiredObject(FUNCTION);
    // The call's place says the same.
    function.integer("index");
    String id = call.string("id");
    Json arguments = function.objectText("arguments");
    return new Part.ToolCall(
        id == null || id.isEmpty() ? madeId : id,
        function.requiredString("name"),
        arguments == null ? "" : arguments.text(),
        null,
        rest(call, function));
  }

  private static Map<String, Json> rest(JsonFields outer, JsonFields function) {
    Map<String, Json> rest = new LinkedHashMap<>(Extras.said(function.rest(FUNCTION + ".")));
    rest.putAll(Extras.said(outer.rest()));
    return rest;
  }
}
