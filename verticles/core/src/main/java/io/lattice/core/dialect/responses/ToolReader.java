package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.CallProof;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a caller's tools, which of them to use, its calls, and what they gave. */
final class ToolReader {
  private static final String FUNCTION = "function";

  private ToolReader() {}

  /** Functions stand flat here; every other tool is OpenAI's own affair. */
  static List<Tool> tools(JsonFields request) {
    List<Tool> tools = new ArrayList<>();
    List<JsonTree> items = request.list("tools");
    for (int i = 0; i < items.size(); i++) {
      tools.add(tool(new JsonFields(items.get(i), "tools[" + i + "]")));
    }
    return tools;
  }

  private static Tool tool(JsonFields tool) {
    if (!tool.requiredString("type").equals(FUNCTION)) {
      return new Tool.Opaque(ResponsesDialect.NAME, tool.json());
    }
    return new Tool.Function(
        tool.requiredString("name"),
        tool.string("description"),
        tool.objectText("parameters"),
        tool.flag("strict"),
        tool.rest());
  }

  static @Nullable ToolChoice choice(JsonFields request) {
    JsonTree choice = request.value("tool_choice");
    if (choice == null) {
      return null;
    }
    if (choice.is(JsonTree.Kind.OBJECT)) {
      return namedOrOpaque(new JsonFields(choice, "tool_choice"));
    }
    return switch (choice.text()) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      case "required" -> new ToolChoice.Required();
      default ->
          throw DialectException.invalid(
              "tool_choice", "must be auto, none, required or an object that names a tool");
    };
  }

  private static ToolChoice namedOrOpaque(JsonFields choice) {
    boolean isFunction = choice.requiredString("type").equals(FUNCTION);
    String name = isFunction ? choice.requiredString("name") : null;
    return name == null || !choice.rest().isEmpty()
        ? new ToolChoice.Opaque(ResponsesDialect.NAME, choice.json())
        : new ToolChoice.Named(name);
  }

  static Part.ToolCall call(JsonFields item) {
    String id = item.requiredString("call_id");
    String name = item.requiredString("name");
    String arguments = item.string("arguments");
    item.string("id");
    item.string("status");
    Map<String, Json> extras = new LinkedHashMap<>(item.rest());
    Proof proof = CallProof.read(extras.get(CallProof.FIELD));
    if (proof != null) {
      extras.remove(CallProof.FIELD);
    }
    return new Part.ToolCall(id, name, arguments == null ? "" : arguments, proof, extras);
  }

  static Part.ToolResult result(JsonFields item) {
    String callId = item.requiredString("call_id");
    item.required("output", item.value("output"));
    item.string("id");
    item.string("status");
    return new Part.ToolResult(callId, ContentReader.read(item, "output"), false);
  }
}
