package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.Extras;
import io.lattice.core.dialect.JsonText;
import java.util.List;

/** Writes the tools that the model may use, and which of them it must. */
final class ToolWriter {
  private ToolWriter() {}

  static void tools(List<Tool> tools, JsonText json) {
    json.startArray();
    for (int i = 0; i < tools.size(); i++) {
      String path = "tools[" + i + "]";
      if (tools.get(i) instanceof Tool.Function function) {
        function(function, json);
      } else if (tools.get(i) instanceof Tool.Opaque opaque) {
        checkOurs(opaque.dialect(), path);
        json.json(opaque.json(), path);
      }
    }
    json.endArray();
  }

  private static void function(Tool.Function tool, JsonText json) {
    json.startObject().field("type", "function").name("function").startObject();
    json.field("name", tool.name()).field("description", tool.description());
    json.field("parameters", tool.parameters()).field("strict", tool.strict());
    json.fields(Extras.inside(tool.extras(), "function"), name -> false).endObject();
    json.fields(Extras.beside(tool.extras(), "function"), name -> false).endObject();
  }

  static void choice(ToolChoice choice, JsonText json) {
    if (choice instanceof ToolChoice.Named named) {
      json.startObject().field("type", "function").name("function").startObject();
      json.field("name", named.name()).endObject().endObject();
    } else if (choice instanceof ToolChoice.Opaque opaque) {
      checkOurs(opaque.dialect(), "tool_choice");
      json.json(opaque.json(), "tool_choice");
    } else {
      json.text(word(choice));
    }
  }

  private static String word(ToolChoice choice) {
    if (choice instanceof ToolChoice.Required) {
      return "required";
    }
    return choice instanceof ToolChoice.None ? "none" : "auto";
  }

  /** Fails for what only another dialect understands: left out, the answer would be another. */
  static void checkOurs(String dialect, String path) {
    if (!dialect.equals(OpenAiDialect.NAME)) {
      throw DialectException.invalid(
          path,
          "is of the dialect '" + dialect + "', which this provider does not speak: leave it out");
    }
  }
}
