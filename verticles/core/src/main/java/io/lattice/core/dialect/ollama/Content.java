package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Media;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import java.util.ArrayList;
import java.util.List;

/**
 * What a message says: one text and images beside it.
 *
 * @param text parts of text, a line each
 * @param images in base64
 */
record Content(String text, List<String> images) {

  /**
   * Gathers the content of some parts; those that stand elsewhere in a message are passed over.
   *
   * @param path names the parts in an error
   * @throws DialectException with INVALID_REQUEST for what Ollama cannot be given
   */
  static Content of(List<Part> parts, String path, Changes changes) {
    List<String> texts = new ArrayList<>();
    List<String> images = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String place = path + ".content[" + i + "]";
      Part part = parts.get(i);
      if (part instanceof Part.Text text) {
        texts.add(text.text());
        Extras.said(text.extras()).keySet().forEach(changes::drop);
      } else if (part instanceof Part.Image image) {
        images.add(image(image, place, changes));
      } else if (part instanceof Part.Refusal refusal) {
        texts.add(refusal.text());
        changes.change("refusal", "as text");
      } else if (part instanceof Part.Opaque) {
        changes.drop(place);
      } else if (part instanceof Part.File || part instanceof Part.Audio) {
        throw DialectException.invalid(
            place, "is a file, and Ollama takes only text and images: send its text");
      }
    }
    return new Content(String.join("\n", texts), images);
  }

  private static String image(Part.Image image, String path, Changes changes) {
    if (!(image.media() instanceof Media.Inline inline)) {
      throw DialectException.invalid(
          path,
          "is an image by its address, which is not fetched for Ollama: send its bytes, as in"
              + " data:image/png;base64,...");
    }
    if (image.detail() != null) {
      changes.drop("image.detail");
    }
    Extras.said(image.extras()).keySet().forEach(changes::drop);
    return inline.base64();
  }

  void write(JsonText json) {
    json.field("content", text);
    if (!images.isEmpty()) {
      json.name("images").startArray();
      images.forEach(json::text);
      json.endArray();
    }
  }
}
