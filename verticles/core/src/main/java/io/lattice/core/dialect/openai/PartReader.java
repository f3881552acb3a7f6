package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.DataUri;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the content of a caller's message. */
final class PartReader {
  private PartReader() {}

  /** A message's {@code content}: a string, or a list of parts; nothing where it is null. */
  static List<Part> content(JsonFields message) {
    JsonTree content = message.value("content");
    if (content == null) {
      return List.of();
    }
    if (content.is(JsonTree.Kind.STRING)) {
      return List.of(new Part.Text(content.text()));
    }
    if (!content.is(JsonTree.Kind.ARRAY)) {
      throw DialectException.invalid(
          message.path("content"), "must be a string or a list of content parts");
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < content.items().size(); i++) {
      String path = message.path("content") + "[" + i + "]";
      parts.add(part(new JsonFields(content.items().get(i), path)));
    }
    return parts;
  }

  private static Part part(JsonFields part) {
    String type = part.requiredString("type");
    return switch (type) {
      case "text" -> new Part.Text(part.requiredString("text"), part.rest());
      case "image_url" -> image(part);
      case "file" -> file(part);
      case "input_audio" -> audio(part);
      case "refusal" -> new Part.Refusal(part.requiredString("refusal"));
      default -> new Part.Opaque(OpenAiDialect.NAME, part.json());
    };
  }

  private static Part image(JsonFields part) {
    JsonFields image = part.requiredObject("image_url");
    Media media = DataUri.media(image.requiredString("url"));
    String detail = image.string("detail");
    return new Part.Image(media, detail, rest(part, image, "image_url"));
  }

  private static Part file(JsonFields part) {
    JsonFields file = part.requiredObject("file");
    String id = file.string("file_id");
    Media media = id == null ? fileData(file) : new Media.Uploaded(id);
    String name = file.string("filename");
    return new Part.File(media, name, rest(part, file, "file"));
  }

  private static Media fileData(JsonFields file) {
    @Nullable String data = file.string("file_data");
    if (data == null) {
      throw DialectException.invalid(file.path(), "needs file_data or file_id");
    }
    if (!DataUri.is(data)) {
      throw DialectException.invalid(
          file.path("file_data"), "must be a data: URI like data:application/pdf;base64,...");
    }
    return DataUri.media(data);
  }

  private static Part audio(JsonFields part) {
    JsonFields audio = part.requiredObject("input_audio");
    String format = audio.requiredString("format");
    Media media = new Media.Inline("audio/" + format, audio.requiredString("data"));
    return new Part.Audio(media, format, rest(part, audio, "input_audio"));
  }

  private static Map<String, Json> rest(JsonFields part, JsonFields inner, String name) {
    Map<String, Json> rest = new LinkedHashMap<>(inner.rest(name + "."));
    rest.putAll(part.rest());
    return rest;
  }
}
