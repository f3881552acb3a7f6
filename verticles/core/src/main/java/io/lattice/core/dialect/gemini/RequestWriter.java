package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Need;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.core.dialect.Extras;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request of ours as one for {@code generateContent}. Confined to one request.
 *
 * <p>The model and whether to stream are named by the path. A form of the answer that the model
 * does not keep to by itself is asked for by an instruction, and told as a change.
 */
final class RequestWriter {
  private static final String FORMAT = "response_format";

  private final ChatRequest request;
  private final UpstreamTarget target;
  private final GeminiApi api;
  private final Generation generation;
  private final Differences differences = new Differences();

  RequestWriter(ChatRequest request, UpstreamTarget target, GeminiApi api) {
    this.request = request;
    this.target = target;
    this.api = api;
    this.generation = Generation.of(target);
  }

  WrittenRequest write() {
    JsonText json = new JsonText().startObject();
    fields(json);
    return new WrittenRequest(json.endObject().bytes(), differences.adaptation());
  }

  private void fields(JsonText json) {
    ResponseFormat format = request.responseFormat();
    String instruction = instruction(format);
    ContentsWriter contents = new ContentsWriter(request, api, generation, json, differences);
    contents.write();
    contents.writeSystem(instruction);
    new ToolsWriter(request, json, differences).write();
    json.field(
        ConfigWriter.CONFIG,
        new ConfigWriter(request, target, generation, differences)
            .config(instruction == null ? format : null));
    differences.drop("user", request.endUser());
    extras(json);
  }

  /** The models of the second generation keep to no form while they have functions to call. */
  private @Nullable String instruction(@Nullable ResponseFormat format) {
    boolean isTooOld = generation == Generation.SECOND && ToolsWriter.hasFunctions(request.tools());
    String instruction = null;
    if (format instanceof ResponseFormat.JsonSchema schema
        && (isTooOld || !target.does(Need.JSON_SCHEMA))) {
      instruction =
          "Answer with nothing but one JSON value that matches this JSON Schema: "
              + schema.schema();
    } else if (format instanceof ResponseFormat.JsonObject
        && (isTooOld || !target.does(Need.JSON_OBJECT))) {
      instruction = "Answer with nothing but one JSON object.";
    }
    if (instruction != null) {
      differences.change(FORMAT, "by an instruction");
    }
    return instruction;
  }

  private void extras(JsonText json) {
    Map<String, Json> beside =
        Extras.beside(Extras.beside(request.extras(), ConfigWriter.CONFIG), ToolsWriter.CONFIG);
    beside.forEach(
        (name, value) -> {
          String camel = ProtoNames.camel(name);
          String tier = name.equals(ServiceTier.EXTRA) ? ServiceTier.googles(value) : null;
          boolean isTwice = !camel.equals(name) && beside.containsKey(camel);
          if (tier != null) {
            json.field(ServiceTier.FIELD, tier);
          } else if (api.knows(camel) && !isTwice) {
            json.field(camel, value);
          } else {
            differences.drop(name);
          }
        });
  }
}
