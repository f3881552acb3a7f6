package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Media;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Writes where the bytes of an image or a document are. */
final class SourceWriter {
  static final String PLAIN = "text/plain";
  private static final String PDF = "application/pdf";

  private SourceWriter() {}

  static void media(Media media, JsonText json) {
    json.startObject();
    if (media instanceof Media.Inline inline) {
      json.field("type", "base64").field("media_type", inline.mediaType());
      json.field("data", inline.base64());
    } else if (media instanceof Media.Link link) {
      json.field("type", "url").field("url", link.url());
    } else if (media instanceof Media.Uploaded uploaded) {
      json.field("type", "file").field("file_id", uploaded.fileId());
    }
    json.endObject();
  }

  /** A document in the message: a PDF, or text of any kind, which is written as text. */
  static void document(Media.Inline inline, String path, JsonText json, Told told) {
    String type = inline.mediaType().toLowerCase(Locale.ROOT);
    if (type.equals(PDF)) {
      media(inline, json);
      return;
    }
    if (!isText(type)) {
      throw DialectException.invalid(
          path,
          "is a file of a type that this provider does not read: send a PDF, a text or an image");
    }
    if (!type.equals(PLAIN)) {
      told.changed(path, "as plain text");
    }
    json.startObject().field("type", "text").field("media_type", PLAIN);
    json.field("data", decoded(inline.base64(), path)).endObject();
  }

  private static boolean isText(String type) {
    return type.startsWith("text/")
        || type.startsWith("application/json")
        || type.startsWith("application/xml");
  }

  private static String decoded(String base64, String path) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw DialectException.invalid(path, "is a file whose data is not base64");
    }
  }
}
