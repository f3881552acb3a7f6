package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Need;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.UpstreamTarget;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the tools that the model may use, and whether it must. Confined to one request. */
final class ToolWriter {
  private static final Set<String> KNOWN =
      Set.of(
          CacheMark.FIELD,
          "eager_input_streaming",
          "input_examples",
          "defer_loading",
          "allowed_callers");

  private final JsonText json;
  private final UpstreamTarget target;
  private final Told told;

  ToolWriter(JsonText json, UpstreamTarget target, Told told) {
    this.json = json;
    this.target = target;
    this.told = told;
  }

  /**
   * The tools, and behind them the one that stands for the answer.
   *
   * @param answer the schema of the answer where a tool of ours gives it, else null
   */
  void tools(List<Tool> tools, ResponseFormat.@Nullable JsonSchema answer) {
    if (tools.isEmpty() && answer == null) {
      return;
    }
    json.name("tools").startArray();
    for (int i = 0; i < tools.size(); i++) {
      tool(tools.get(i), "tools[" + i + "]");
    }
    if (answer != null) {
      json.startObject().field("name", JsonAnswer.TOOL);
      json.field("description", JsonAnswer.DESCRIPTION);
      json.field("input_schema", Schemas.ofInput(answer.schema(), "response_format.schema", told));
      json.endObject();
    }
    json.endArray();
  }

  private void tool(Tool tool, String path) {
    if (tool instanceof Tool.Function function) {
      function(function, path);
    } else if (tool instanceof Tool.Opaque opaque) {
      checkOurs(opaque.dialect(), path);
      json.json(opaque.json(), path);
    }
  }

  private void function(Tool.Function tool, String path) {
    json.startObject().field("name", tool.name()).field("description", tool.description());
    Json schema = Schemas.ofInput(tool.parameters(), path + ".parameters", told);
    json.field("input_schema", schema);
    if (target.does(Need.JSON_SCHEMA)) {
      json.field("strict", tool.strict());
    } else if (Boolean.TRUE.equals(tool.strict())) {
      told.dropped(path + ".strict");
    }
    new TreeMap<>(tool.extras())
        .forEach(
            (name, value) -> {
              if (KNOWN.contains(name)) {
                json.field(name, value);
              } else {
                told.dropped(path + "." + name);
              }
            });
    json.endObject();
  }

  /**
   * Whether a tool must be used, and whether several at once may be; nothing where there is none.
   *
   * @param parallel null leaves it to the provider
   */
  void choice(@Nullable ToolChoice choice, @Nullable Boolean parallel) {
    boolean isSerial = Boolean.FALSE.equals(parallel);
    if (choice == null && !isSerial) {
      return;
    }
    if (choice instanceof ToolChoice.Opaque opaque) {
      checkOurs(opaque.dialect(), "tool_choice");
      json.field("tool_choice", opaque.json());
      return;
    }
    json.name("tool_choice").startObject().field("type", word(choice));
    if (choice instanceof ToolChoice.Named named) {
      json.field("name", named.name());
    }
    if (!(choice instanceof ToolChoice.None)) {
      json.field("disable_parallel_tool_use", parallel == null ? null : (Boolean) isSerial);
    }
    json.endObject();
  }

  private static String word(@Nullable ToolChoice choice) {
    if (choice instanceof ToolChoice.Named) {
      return "tool";
    }
    if (choice instanceof ToolChoice.Required) {
      return "any";
    }
    return choice instanceof ToolChoice.None ? "none" : "auto";
  }

  /** Fails for what only another dialect understands: left out, the answer would be another. */
  private static void checkOurs(String dialect, String path) {
    if (!dialect.equals(AnthropicDialect.NAME)) {
      throw DialectException.invalid(
          path,
          "is of the dialect '" + dialect + "', which this provider does not speak: leave it out");
    }
  }
}
