package io.lattice.core.dialect.openai;

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

/** Reads a caller's tools, which of them to use, and the calls in its history. */
final class ToolReader {
  private static final String FUNCTION = "function";

  private ToolReader() {}

  static List<Tool> tools(JsonFields request) {
    List<Tool> tools = new ArrayList<>();
    List<JsonTree> items = request.list("tools");
    for (int i = 0; i < items.size(); i++) {
      tools.add(tool(new JsonFields(items.get(i), request.path("tools") + "[" + i + "]")));
    }
    return tools;
  }

  private static Tool tool(JsonFields tool) {
    if (!tool.requiredString("type").equals(FUNCTION)) {
      return new Tool.Opaque(OpenAiDialect.NAME, tool.json());
    }
    JsonFields function = tool.requiredObject(FUNCTION);
    return new Tool.Function(
        function.requiredString("name"),
        function.string("description"),
        function.objectText("parameters"),
        function.flag("strict"),
        rest(tool, function));
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
    String type = choice.requiredString("type");
    JsonFields function = type.equals(FUNCTION) ? choice.requiredObject(FUNCTION) : null;
    String name = function == null ? null : function.requiredString("name");
    boolean saysMore = !choice.rest().isEmpty() || (function != null && !function.rest().isEmpty());
    return name == null || saysMore
        ? new ToolChoice.Opaque(OpenAiDialect.NAME, choice.json())
        : new ToolChoice.Named(name);
  }

  /** The calls in an assistant's message. */
  static List<Part> calls(JsonFields message) {
    List<Part> calls = new ArrayList<>();
    List<JsonTree> items = message.list("tool_calls");
    for (int i = 0; i < items.size(); i++) {
      calls.add(call(new JsonFields(items.get(i), message.path("tool_calls") + "[" + i + "]")));
    }
    return calls;
  }

  private static Part call(JsonFields call) {
    String id = call.requiredString("id");
    String type = call.string("type");
    if (type != null && !type.equals(FUNCTION)) {
      call.requiredObject(type);
      return new Part.Opaque(OpenAiDialect.NAME, call.json());
    }
    JsonFields function = call.requiredObject(FUNCTION);
    String arguments = function.string("arguments");
    String name = function.requiredString("name");
    Map<String, Json> extras = new LinkedHashMap<>(rest(call, function));
    Proof proof = CallProof.read(extras.get(CallProof.FIELD));
    if (proof != null) {
      extras.remove(CallProof.FIELD);
    }
    return new Part.ToolCall(id, name, arguments == null ? "" : arguments, proof, extras);
  }

  private static Map<String, Json> rest(JsonFields outer, JsonFields function) {
    Map<String, Json> rest = new LinkedHashMap<>(function.rest("function."));
    rest.putAll(outer.rest());
    return rest;
  }
}
