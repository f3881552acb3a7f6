package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a prompt may be kept up to, as Anthropic marks it: {@code cache_control} of a block.
 *
 * <p>A tool's answer has none in our vocabulary, so the last part of its content holds it: the
 * place is the same.
 */
final class CacheMark {
  static final String FIELD = "cache_control";

  private CacheMark() {}

  /** The mark of the last part; null where it has none. */
  static @Nullable Json ofLast(List<Part> content) {
    return content.isEmpty() ? null : extras(content.get(content.size() - 1)).get(FIELD);
  }

  /** The same content, its last part marked; unmarked for null, or where there is no part. */
  static List<Part> onLast(List<Part> content, @Nullable Json mark) {
    if (content.isEmpty()) {
      return content;
    }
    List<Part> marked = new ArrayList<>(content);
    int last = content.size() - 1;
    marked.set(last, with(content.get(last), mark));
    return marked;
  }

  private static Map<String, Json> extras(Part part) {
    if (part instanceof Part.Text text) {
      return text.extras();
    }
    if (part instanceof Part.Image image) {
      return image.extras();
    }
    return part instanceof Part.File file ? file.extras() : Map.of();
  }

  private static Part with(Part part, @Nullable Json mark) {
    Map<String, Json> extras = new HashMap<>(extras(part));
    extras.remove(FIELD);
    if (mark != null) {
      extras.put(FIELD, mark);
    }
    if (part instanceof Part.Text text) {
      return new Part.Text(text.text(), extras);
    }
    if (part instanceof Part.Image image) {
      return new Part.Image(image.media(), image.detail(), extras);
    }
    return part instanceof Part.File file ? new Part.File(file.media(), file.name(), extras) : part;
  }
}
