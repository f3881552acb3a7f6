package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a caller's tools, and which of them to use. Confined to one request. */
final class ToolReader {
  private static final String CUSTOM = "custom";

  private final JsonFields request;
  private final @Nullable JsonFields choice;

  ToolReader(JsonFields request) {
    this.request = request;
    this.choice = request.object("tool_choice");
  }

  List<Tool> tools() {
    List<Tool> tools = new ArrayList<>();
    List<JsonTree> items = request.list("tools");
    for (int i = 0; i < items.size(); i++) {
      tools.add(tool(new JsonFields(items.get(i), "tools[" + i + "]")));
    }
    return tools;
  }

  /** A tool of a type that Anthropic itself defines is kept as it is. */
  private static Tool tool(JsonFields tool) {
    String type = tool.string("type");
    if (type != null && !type.equals(CUSTOM)) {
      return new Tool.Opaque(AnthropicDialect.NAME, tool.json());
    }
    String name = tool.requiredString("name");
    String description = tool.string("description");
    Json schema = tool.required("input_schema", tool.objectText("input_schema"));
    Boolean strict = tool.flag("strict");
    return new Tool.Function(name, description, schema, strict, tool.rest());
  }

  @Nullable ToolChoice choice() {
    if (choice == null) {
      return null;
    }
    return switch (choice.requiredString("type")) {
      case "auto" -> new ToolChoice.Auto();
      case "any" -> new ToolChoice.Required();
      case "none" -> new ToolChoice.None();
      case "tool" -> new ToolChoice.Named(choice.requiredString("name"));
      default -> new ToolChoice.Opaque(AnthropicDialect.NAME, choice.json());
    };
  }

  /** Null where the caller leaves it to the provider. */
  @Nullable Boolean parallel() {
    Boolean isSerial = choice == null ? null : choice.flag("disable_parallel_tool_use");
    return isSerial == null ? null : (Boolean) !isSerial;
  }
}
