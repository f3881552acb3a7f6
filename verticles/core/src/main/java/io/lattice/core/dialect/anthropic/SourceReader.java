package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Media;
import io.lattice.core.dialect.JsonFields;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads where the bytes of an image or a document are. */
final class SourceReader {
  private SourceReader() {}

  /** Null where our vocabulary has no word for the kind of source. */
  static @Nullable Media media(JsonFields source) {
    return switch (source.requiredString("type")) {
      case "base64" ->
          new Media.Inline(source.requiredString("media_type"), source.requiredString("data"));
      case "url" -> new Media.Link(source.requiredString("url"));
      case "file" -> new Media.Uploaded(source.requiredString("file_id"));
      default -> null;
    };
  }

  /** The same of a document, which may also be text as it is. */
  static @Nullable Media document(JsonFields source) {
    if (!source.requiredString("type").equals("text")) {
      return media(source);
    }
    byte[] text = source.requiredString("data").getBytes(StandardCharsets.UTF_8);
    return new Media.Inline(SourceWriter.PLAIN, Base64.getEncoder().encodeToString(text));
  }
}
