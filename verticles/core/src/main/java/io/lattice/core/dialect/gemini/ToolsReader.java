package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a caller's tools, and which of them to use. */
final class ToolsReader {
  private static final String FUNCTIONS = "functionDeclarations";

  private ToolsReader() {}

  /** Whatever a tool has beside functions is one that only Google has. */
  static List<Tool> tools(ProtoFields request) {
    List<Tool> tools = new ArrayList<>();
    for (ProtoFields tool : request.objects("tools")) {
      tool.objects(FUNCTIONS).forEach(function -> tools.add(function(function)));
      JsonTree all = JsonTree.read(tool.json());
      for (int i = 0; i < all.names().size(); i++) {
        String name = all.names().get(i);
        if (!ProtoNames.camel(name).equals(FUNCTIONS)) {
          JsonText own = new JsonText().startObject();
          own.field(name, all.items().get(i).json()).endObject();
          tools.add(new Tool.Opaque(GeminiDialect.NAME, Json.of(own.bytes().utf8())));
        }
      }
    }
    return tools;
  }

  private static Tool function(ProtoFields function) {
    JsonTree schema = function.value("parametersJsonSchema");
    JsonTree older = function.value("parameters");
    Json parameters = older == null ? null : OpenApiSchema.toJsonSchema(older);
    return new Tool.Function(
        function.requiredString("name"),
        function.string("description"),
        schema == null ? parameters : schema.json(),
        null,
        function.rest(""));
  }

  /**
   * Which tools to use.
   *
   * @param extras gathers what is said beside it
   */
  static @Nullable ToolChoice choice(ProtoFields request, Map<String, Json> extras) {
    ProtoFields config = request.object(ToolsWriter.CONFIG);
    ProtoFields calling = config == null ? null : config.object(ToolsWriter.CALLING);
    if (config != null) {
      extras.putAll(config.rest(ToolsWriter.CONFIG + "."));
    }
    return calling == null ? null : calling(calling, extras);
  }

  private static @Nullable ToolChoice calling(ProtoFields calling, Map<String, Json> extras) {
    String mode = calling.string("mode");
    List<JsonTree> allowed = calling.list("allowedFunctionNames");
    for (JsonTree name : allowed) {
      if (!name.is(JsonTree.Kind.STRING)) {
        throw DialectException.invalid(calling.path("allowedFunctionNames"), "must be strings");
      }
    }
    extras.putAll(calling.rest(ToolsWriter.CONFIG + "." + ToolsWriter.CALLING + "."));
    if (mode == null && allowed.isEmpty()) {
      return null;
    }
    return switch ((mode == null ? "" : mode).toUpperCase(Locale.ROOT)) {
      case "AUTO" -> allowed.isEmpty() ? new ToolChoice.Auto() : opaque(calling);
      case "NONE" -> new ToolChoice.None();
      case "ANY" ->
          switch (allowed.size()) {
            case 0 -> new ToolChoice.Required();
            case 1 -> new ToolChoice.Named(allowed.get(0).text());
            default -> opaque(calling);
          };
      default -> opaque(calling);
    };
  }

  private static ToolChoice opaque(ProtoFields calling) {
    return new ToolChoice.Opaque(GeminiDialect.NAME, calling.json());
  }
}
