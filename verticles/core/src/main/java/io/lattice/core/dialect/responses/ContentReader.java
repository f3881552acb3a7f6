package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Media;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.DataUri;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the content of a message, or what a tool answered: a string, or a list of parts. */
final class ContentReader {
  private ContentReader() {}

  static List<Part> read(JsonFields item, String name) {
    JsonTree content = item.value(name);
    if (content != null && content.is(JsonTree.Kind.STRING)) {
      return List.of(new Part.Text(content.text()));
    }
    if (content == null || !content.is(JsonTree.Kind.ARRAY)) {
      throw DialectException.invalid(item.path(name), "must be a string or a list of parts");
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < content.items().size(); i++) {
      String path = item.path(name) + "[" + i + "]";
      parts.add(part(new JsonFields(content.items().get(i), path)));
    }
    return parts;
  }

  private static Part part(JsonFields part) {
    String type = part.requiredString("type");
    return switch (type) {
      case "input_text", "output_text", "text" -> text(part);
      case "refusal" -> new Part.Refusal(part.requiredString("refusal"));
      case "input_image" -> image(part);
      case "input_file" -> file(part);
      case "input_audio" -> audio(part);
      default -> {
        if (!isContent(type)) {
          throw DialectException.invalid(
              part.path("type"),
              "must be input_text, input_image, input_file, input_audio, output_text or refusal");
        }
        yield new Part.Opaque(ResponsesDialect.NAME, part.json());
      }
    };
  }

  /** Whether something of this type stands in the content of a message, rather than beside it. */
  static boolean isContent(@Nullable String type) {
    return type != null && (type.startsWith("input_") || type.startsWith("output_"));
  }

  /** Where an answer had its sources, and how sure it was of its words, is not asked again. */
  private static Part text(JsonFields part) {
    String text = part.requiredString("text");
    part.value("annotations");
    part.value("logprobs");
    return new Part.Text(text, part.rest());
  }

  private static Part image(JsonFields part) {
    String url = part.string("image_url");
    String id = part.string("file_id");
    if (url == null && id == null) {
      throw DialectException.invalid(part.path(), "needs image_url or file_id");
    }
    Media media = url == null ? new Media.Uploaded(String.valueOf(id)) : DataUri.media(url);
    return new Part.Image(media, part.string("detail"), part.rest());
  }

  private static Part file(JsonFields part) {
    String data = part.string("file_data");
    String url = part.string("file_url");
    String id = part.string("file_id");
    Media media;
    if (data != null) {
      media = data(data, part);
    } else if (url != null) {
      media = new Media.Link(url);
    } else if (id != null) {
      media = new Media.Uploaded(id);
    } else {
      throw DialectException.invalid(part.path(), "needs file_data, file_url or file_id");
    }
    return new Part.File(media, part.string("filename"), part.rest());
  }

  private static Media data(String data, JsonFields part) {
    if (DataUri.media(data) instanceof Media.Inline inline) {
      return inline;
    }
    throw DialectException.invalid(
        part.path("file_data"), "must be a data: URI like data:application/pdf;base64,...");
  }

  private static Part audio(JsonFields part) {
    JsonFields audio = part.requiredObject("input_audio");
    String format = audio.requiredString("format");
    Media media = new Media.Inline("audio/" + format, audio.requiredString("data"));
    return new Part.Audio(media, format, part.rest());
  }
}
