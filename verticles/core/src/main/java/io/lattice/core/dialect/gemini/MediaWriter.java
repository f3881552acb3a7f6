package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.Extras;
import io.lattice.core.dialect.JsonText;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes images, files and sounds. Confined to one request. */
final class MediaWriter {
  /** Where a caller of this dialect said the kind of media at an address that does not tell it. */
  static final String LINK_TYPE = "fileData.mimeType";

  /** What may stand beside a part's content. */
  private static final Set<String> BESIDE =
      Set.of("videoMetadata", "mediaResolution", "partMetadata", "mediaProcessing");

  private final GeminiApi api;
  private final JsonText json;
  private final Differences differences;

  MediaWriter(GeminiApi api, JsonText json, Differences differences) {
    this.api = api;
    this.json = json;
    this.differences = differences;
  }

  static boolean isMedia(Part part) {
    return part instanceof Part.Image || part instanceof Part.File || part instanceof Part.Audio;
  }

  void write(Part part, String path) {
    if (part instanceof Part.Image image) {
      if (image.detail() != null && !image.detail().equals("auto")) {
        differences.drop(path + ".image.detail");
      }
      write(image.media(), null, null, image.extras(), path);
    } else if (part instanceof Part.File file) {
      write(file.media(), null, file.name(), file.extras(), path);
    } else if (part instanceof Part.Audio audio) {
      write(audio.media(), "audio/" + audio.format(), null, audio.extras(), path);
    }
  }

  private void write(
      Media media,
      @Nullable String type,
      @Nullable String name,
      Map<String, Json> extras,
      String path) {
    json.startObject();
    if (media instanceof Media.Inline inline) {
      json.name("inlineData").startObject();
      json.field("mimeType", inline.mediaType()).field("data", inline.base64());
    } else if (media instanceof Media.Link link) {
      json.name("fileData").startObject();
      json.field("fileUri", link.url());
      linkType(link, type, extras.get(LINK_TYPE));
    } else {
      throw DialectException.invalid(
          path, "is a file uploaded elsewhere, which this provider does not know: send its bytes");
    }
    if (!api.takesNames()) {
      differences.drop(path + ".file.name", name);
    } else {
      json.field("displayName", name);
    }
    json.endObject();
    extras(Extras.beside(extras, "fileData"), path);
    json.endObject();
  }

  private void linkType(Media.Link link, @Nullable String type, @Nullable Json told) {
    if (told != null) {
      json.field("mimeType", told);
    } else {
      String known = MediaTypes.of(link.url());
      json.field("mimeType", known == null ? type : known);
    }
  }

  /** Fields beside the content, of those that Google knows. */
  void extras(Map<String, Json> extras, String path) {
    extras.forEach(
        (name, value) -> {
          if (BESIDE.contains(name)) {
            json.field(name, value);
          } else {
            differences.drop(path + "." + name);
          }
        });
  }

  /** Tells the fields of a part of which only the text is said. */
  void checkExtras(Map<String, Json> extras, String path) {
    extras.keySet().forEach(name -> differences.drop(path + "." + name));
  }
}
