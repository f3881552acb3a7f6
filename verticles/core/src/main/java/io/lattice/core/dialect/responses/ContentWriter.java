package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Role;
import io.lattice.core.dialect.DataUri;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the content of a message, or what a tool gave.
 *
 * <p>A text alone is a string, which every server of this API understands; anything else is a list
 * of parts, whose names tell whether the model said them.
 */
final class ContentWriter {
  private static final Set<String> KNOWN = Set.of("prompt_cache_breakpoint");
  private static final Set<String> KNOWN_OF_FILE = Set.of("prompt_cache_breakpoint", "detail");

  private ContentWriter() {}

  static void write(List<Part> parts, Role role, String path, JsonText json, Set<String> dropped) {
    if (parts.isEmpty()) {
      json.text("");
    } else if (parts.size() == 1
        && parts.get(0) instanceof Part.Text text
        && KNOWN.stream().noneMatch(text.extras()::containsKey)) {
      json.text(text.text());
      tell(text.extras(), KNOWN, path, dropped);
    } else {
      json.startArray();
      for (int i = 0; i < parts.size(); i++) {
        part(parts.get(i), role, path + ".content[" + i + "]", json, dropped);
      }
      json.endArray();
    }
  }

  private static void part(Part part, Role role, String path, JsonText json, Set<String> dropped) {
    if (part instanceof Part.Text text) {
      start(role == Role.ASSISTANT ? "output_text" : "input_text", json);
      end(json.field("text", text.text()), text.extras(), KNOWN, path, dropped);
    } else if (part instanceof Part.Refusal refusal) {
      if (role == Role.ASSISTANT) {
        start("refusal", json).field("refusal", refusal.text()).endObject();
      } else {
        start("input_text", json).field("text", refusal.text()).endObject();
      }
    } else if (part instanceof Part.Opaque opaque) {
      json.json(opaque.json(), path);
    } else if (role == Role.ASSISTANT) {
      // What a model shows or speaks has no place in what it said before.
      dropped.add(path);
    } else {
      media(part, path, json, dropped);
    }
  }

  private static void media(Part part, String path, JsonText json, Set<String> dropped) {
    if (part instanceof Part.Image image) {
      start("input_image", json);
      if (image.media() instanceof Media.Uploaded uploaded) {
        json.field("file_id", uploaded.fileId());
      } else {
        json.field("image_url", url(image.media()));
      }
      json.field("detail", image.detail());
      end(json, image.extras(), KNOWN, path, dropped);
    } else if (part instanceof Part.File file) {
      file(file, json);
      end(json, file.extras(), KNOWN_OF_FILE, path, dropped);
    } else if (part instanceof Part.Audio audio) {
      start("input_audio", json).name("input_audio").startObject();
      json.field("data", data(audio.media(), path)).field("format", audio.format()).endObject();
      end(json, audio.extras(), KNOWN, path, dropped);
    } else {
      throw DialectException.invalid(path, "must not stand in the content of a message");
    }
  }

  private static void file(Part.File file, JsonText json) {
    start("input_file", json);
    if (file.media() instanceof Media.Uploaded uploaded) {
      json.field("file_id", uploaded.fileId());
    } else if (file.media() instanceof Media.Link link) {
      json.field("file_url", link.url());
    } else {
      json.field("file_data", url(file.media()));
    }
    json.field("filename", file.name());
  }

  private static JsonText start(String type, JsonText json) {
    return json.startObject().field("type", type);
  }

  private static void end(
      JsonText json,
      Map<String, Json> extras,
      Set<String> known,
      String path,
      Set<String> dropped) {
    json.fields(extras, name -> !known.contains(name)).endObject();
    tell(extras, known, path, dropped);
  }

  private static void tell(
      Map<String, Json> extras, Set<String> known, String path, Set<String> dropped) {
    for (String name : extras.keySet()) {
      if (!known.contains(name)) {
        dropped.add(path + "." + name);
      }
    }
  }

  private static String url(Media media) {
    return media instanceof Media.Link link ? link.url() : DataUri.of((Media.Inline) media);
  }

  private static String data(Media media, String path) {
    if (media instanceof Media.Inline inline) {
      return inline.base64();
    }
    throw DialectException.invalid(
        path, "is a sound that is not in the message, which this provider needs: send its bytes");
  }
}
