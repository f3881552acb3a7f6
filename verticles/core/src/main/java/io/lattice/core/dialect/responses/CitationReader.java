package io.lattice.core.dialect.responses;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Citation;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.JsonTree;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads where a statement comes from: a page, a file, a place in a container. */
final class CitationReader {
  private CitationReader() {}

  static ChatEvent read(JsonTree annotation) {
    String url = annotation.string("url");
    String title = annotation.string("title");
    Integer start = position(annotation, "start_index");
    return new ChatEvent.CitationAdded(
        0,
        new Citation(
            url == null ? "" : url,
            title == null ? annotation.string("filename") : title,
            start == null ? position(annotation, "index") : start,
            position(annotation, "end_index"),
            new Part.Opaque(ResponsesDialect.NAME, annotation.json())));
  }

  private static @Nullable Integer position(JsonTree annotation, String name) {
    JsonTree field = annotation.get(name);
    BigDecimal number = field == null ? null : field.number();
    return number == null ? null : number.intValue();
  }
}
