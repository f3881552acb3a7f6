package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Part;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what a tool answered, which Google wants to be an object. Confined to one request. */
final class ResultWriter {
  static final String RESULT = "result";
  static final String ERROR = "error";

  private final Generation generation;
  private final MediaWriter media;
  private final JsonText json;
  private final Differences differences;

  ResultWriter(Generation generation, MediaWriter media, JsonText json, Differences differences) {
    this.generation = generation;
    this.media = media;
    this.json = json;
    this.differences = differences;
  }

  /**
   * An answer.
   *
   * @param tool the name of the tool that was called, or null where no call has the answer's id
   */
  void write(Part.ToolResult result, @Nullable String tool, String path) {
    if (tool == null) {
      throw DialectException.invalid(
          path, "answers the tool call '" + result.callId() + "', which no message before it made");
    }
    List<Part> pictures = result.content().stream().filter(MediaWriter::isMedia).toList();
    json.startObject().name("functionResponse").startObject();
    json.field("id", CallIds.isOurs(result.callId()) ? null : result.callId());
    json.field("name", tool).name("response");
    response(result, path);
    if (!pictures.isEmpty() && generation == Generation.THIRD) {
      json.name("parts").startArray();
      pictures.forEach(part -> media.write(part, path));
      json.endArray();
    }
    json.endObject().endObject();
    if (!pictures.isEmpty() && generation != Generation.THIRD) {
      differences.change(path + ".content", "media beside the tool's answer");
      pictures.forEach(part -> media.write(part, path));
    }
  }

  private void response(Part.ToolResult result, String path) {
    for (Part part : result.content()) {
      if (part instanceof Part.Text text) {
        media.checkExtras(text.extras(), path);
      } else if (!MediaWriter.isMedia(part)) {
        differences.drop(path + ".content");
      }
    }
    String text =
        result.content().stream()
            .filter(Part.Text.class::isInstance)
            .map(part -> ((Part.Text) part).text())
            .collect(Collectors.joining());
    JsonTree object = JsonObjects.of(text);
    if (object == null || refersElsewhere(object)) {
      json.startObject().field(result.isError() ? ERROR : RESULT, text).endObject();
    } else if (result.isError()) {
      json.startObject().field(ERROR, object.json()).endObject();
    } else if (isWrapper(object)) {
      json.startObject().field(RESULT, text).endObject();
    } else {
      json.json(object.json(), path);
    }
  }

  /** An object that looks as if it were a text that we wrapped. */
  private static boolean isWrapper(JsonTree object) {
    List<String> names = object.names();
    return names.equals(List.of(RESULT)) || names.equals(List.of(ERROR));
  }

  /** Google refuses references to schemas inside of an answer, even where they are just data. */
  private static boolean refersElsewhere(JsonTree json) {
    return json.names().contains("$ref")
        || json.names().contains("$defs")
        || json.items().stream().anyMatch(ResultWriter::refersElsewhere);
  }
}
