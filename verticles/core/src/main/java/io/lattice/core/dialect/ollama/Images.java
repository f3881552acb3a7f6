package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Media;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.DataUri;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonTree;
import java.util.List;

/** Reads a caller's images, which come in base64 and do not say what they are. */
final class Images {

  /** How the base64 of an image of this type begins. */
  private record Start(String text, String mediaType) {}

  private static final List<Start> STARTS =
      List.of(
          new Start("iVBORw0KGgo", "image/png"),
          new Start("/9j/", "image/jpeg"),
          new Start("R0lGOD", "image/gif"),
          new Start("UklGR", "image/webp"));

  private Images() {}

  static Part read(JsonTree image, String path) {
    if (!image.is(JsonTree.Kind.STRING)) {
      throw DialectException.invalid(path, "must be an image in base64");
    }
    String text = image.text();
    if (DataUri.media(text) instanceof Media.Inline inline) {
      return new Part.Image(inline);
    }
    for (Start start : STARTS) {
      if (text.startsWith(start.text())) {
        return new Part.Image(new Media.Inline(start.mediaType(), text));
      }
    }
    throw DialectException.invalid(path, "must be a PNG, JPEG, GIF or WebP image in base64");
  }
}
