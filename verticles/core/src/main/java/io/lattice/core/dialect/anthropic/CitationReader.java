package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Citation;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.JsonTree;
import org.jspecify.annotations.Nullable;

/** Reads where a statement comes from: a page of the web, or a place in a document. */
final class CitationReader {
  private CitationReader() {}

  /**
   * @param start the first character that it supports
   * @param end the character after the last
   */
  static Citation read(JsonTree citation, int start, int end) {
    String url = citation.string("url");
    return new Citation(
        url == null ? "" : url,
        title(citation),
        start,
        end,
        new Part.Opaque(AnthropicDialect.NAME, citation.json()));
  }

  private static @Nullable String title(JsonTree citation) {
    String title = citation.string("title");
    return title == null ? citation.string("document_title") : title;
  }
}
