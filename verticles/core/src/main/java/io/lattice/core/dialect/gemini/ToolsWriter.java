package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.Extras;
import io.lattice.core.dialect.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the tools that the model may use, and which of them it must. Confined to a request. */
final class ToolsWriter {
  static final String CONFIG = "toolConfig";
  static final String CALLING = "functionCallingConfig";

  private static final Set<String> OF_FUNCTION =
      Set.of("response", "responseJsonSchema", "behavior");

  private final ChatRequest request;
  private final JsonText json;
  private final Differences differences;

  ToolsWriter(ChatRequest request, JsonText json, Differences differences) {
    this.request = request;
    this.json = json;
    this.differences = differences;
  }

  void write() {
    tools();
    config();
    if (Boolean.FALSE.equals(request.parallelToolCalls())) {
      differences.drop("parallel_tool_calls");
    }
  }

  /** All functions stand in one tool, where the first of them did. */
  private void tools() {
    if (request.tools().isEmpty()) {
      return;
    }
    json.name("tools").startArray();
    boolean isWritten = false;
    for (int i = 0; i < request.tools().size(); i++) {
      if (request.tools().get(i) instanceof Tool.Opaque opaque) {
        checkOurs(opaque.dialect(), "tools[" + i + "]");
        json.json(opaque.json(), "tools[" + i + "]");
      } else if (!isWritten) {
        functions();
        isWritten = true;
      }
    }
    json.endArray();
  }

  private void functions() {
    json.startObject().name("functionDeclarations").startArray();
    for (int i = 0; i < request.tools().size(); i++) {
      if (request.tools().get(i) instanceof Tool.Function function) {
        function(function, "tools[" + i + "].");
      }
    }
    json.endArray().endObject();
  }

  private void function(Tool.Function function, String path) {
    json.startObject().field("name", function.name());
    json.field("description", function.description());
    json.field("parametersJsonSchema", function.parameters());
    for (Map.Entry<String, Json> extra : function.extras().entrySet()) {
      if (OF_FUNCTION.contains(extra.getKey())) {
        json.field(extra.getKey(), extra.getValue());
      } else {
        differences.drop(path + extra.getKey());
      }
    }
    json.endObject();
    if (Boolean.TRUE.equals(function.strict())) {
      differences.drop(path + "strict");
    }
  }

  private void config() {
    Map<String, Json> beside = Extras.inside(request.extras(), CONFIG);
    Map<String, Json> inside = Extras.inside(beside, CALLING);
    ToolChoice choice = request.toolChoice();
    if (choice == null && beside.isEmpty()) {
      return;
    }
    json.name(CONFIG).startObject();
    if (choice instanceof ToolChoice.Opaque opaque) {
      checkOurs(opaque.dialect(), "tool_choice");
      json.field(CALLING, opaque.json());
    } else if (choice != null || !inside.isEmpty()) {
      json.name(CALLING).startObject();
      mode(choice);
      json.fields(inside, Set.of("mode", "allowedFunctionNames")::contains).endObject();
    }
    json.fields(Extras.beside(beside, CALLING), CALLING::equals).endObject();
  }

  private void mode(@Nullable ToolChoice choice) {
    if (choice instanceof ToolChoice.Named named) {
      json.field("mode", "ANY").name("allowedFunctionNames");
      json.startArray().text(named.name()).endArray();
    } else if (choice instanceof ToolChoice.Required) {
      json.field("mode", "ANY");
    } else if (choice instanceof ToolChoice.None) {
      json.field("mode", "NONE");
    } else if (choice instanceof ToolChoice.Auto) {
      json.field("mode", "AUTO");
    }
  }

  /** Whether the request has functions of the caller's. */
  static boolean hasFunctions(List<Tool> tools) {
    return tools.stream().anyMatch(Tool.Function.class::isInstance);
  }

  /** Fails for what only another dialect understands: left out, the answer would be another. */
  private static void checkOurs(String dialect, String path) {
    if (!dialect.equals(GeminiDialect.NAME)) {
      throw DialectException.invalid(
          path,
          "is of the dialect '" + dialect + "', which this provider does not speak: leave it out");
    }
  }
}
