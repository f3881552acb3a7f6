package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.DataUri;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.Extras;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import java.util.List;
import java.util.Map;

/** Writes the content of a message. */
final class PartWriter {
  private PartWriter() {}

  /** Whether a part stands in the content, and not beside it. */
  static boolean isContent(Part part) {
    return part instanceof Part.Text
        || part instanceof Part.Image
        || part instanceof Part.File
        || part instanceof Part.Audio
        || (part instanceof Part.Opaque opaque && !isCall(opaque));
  }

  /** Whether an opaque part calls a tool: it has an id, and an object named after its type. */
  static boolean isCall(Part.Opaque opaque) {
    if (!opaque.dialect().equals(OpenAiDialect.NAME)) {
      return false;
    }
    JsonTree json = JsonTree.read(opaque.json());
    String type = json.string("type");
    return json.string("id") != null
        && type != null
        && json.get(type, JsonTree.Kind.OBJECT) != null;
  }

  /** One text is written as a string, which every server understands; anything else as a list. */
  static void content(List<Part> parts, String path, JsonText json) {
    if (parts.isEmpty()) {
      json.text("");
    } else if (parts.size() == 1
        && parts.get(0) instanceof Part.Text text
        && text.extras().isEmpty()) {
      json.text(text.text());
    } else {
      json.startArray();
      for (int i = 0; i < parts.size(); i++) {
        part(parts.get(i), path + ".content[" + i + "]", json);
      }
      json.endArray();
    }
  }

  private static void part(Part part, String path, JsonText json) {
    if (part instanceof Part.Text text) {
      json.startObject().field("type", "text").field("text", text.text());
      json.fields(text.extras(), name -> false).endObject();
    } else if (part instanceof Part.Image image) {
      start("image_url", json).field("url", url(image.media(), path));
      end("image_url", json.field("detail", image.detail()), image.extras());
    } else if (part instanceof Part.File file) {
      file(file, path, json);
    } else if (part instanceof Part.Audio audio) {
      start("input_audio", json).field("data", data(audio.media(), path));
      end("input_audio", json.field("format", audio.format()), audio.extras());
    } else if (part instanceof Part.Refusal refusal) {
      json.startObject().field("type", "refusal").field("refusal", refusal.text()).endObject();
    } else if (part instanceof Part.Opaque opaque) {
      ToolWriter.checkOurs(opaque.dialect(), path);
      json.json(opaque.json(), path);
    } else {
      throw DialectException.invalid(path, "must not stand in the content of a message");
    }
  }

  private static void file(Part.File file, String path, JsonText json) {
    start("file", json);
    if (file.media() instanceof Media.Uploaded uploaded) {
      json.field("file_id", uploaded.fileId());
    } else {
      String url = url(file.media(), path);
      if (!DataUri.is(url)) {
        throw DialectException.invalid(
            path, "is a file by its address, which this provider does not fetch: send its bytes");
      }
      json.field("file_data", url);
    }
    end("file", json.field("filename", file.name()), file.extras());
  }

  private static JsonText start(String type, JsonText json) {
    return json.startObject().field("type", type).name(type).startObject();
  }

  private static void end(String type, JsonText json, Map<String, Json> extras) {
    json.fields(Extras.inside(extras, type), name -> false).endObject();
    json.fields(Extras.beside(extras, type), name -> false).endObject();
  }

  private static String url(Media media, String path) {
    if (media instanceof Media.Link link) {
      return link.url();
    }
    if (media instanceof Media.Inline inline) {
      return DataUri.of(inline);
    }
    throw DialectException.invalid(
        path, "is an uploaded image, which this provider does not know: send its bytes");
  }

  private static String data(Media media, String path) {
    if (media instanceof Media.Inline inline) {
      return inline.base64();
    }
    throw DialectException.invalid(
        path, "is a sound that is not in the message, which this provider needs: send its bytes");
  }
}
