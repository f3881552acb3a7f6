package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Citation;
import io.lattice.core.dialect.JsonText;

/** Writes where a statement comes from, as an annotation of the message. */
final class CitationWriter {
  private CitationWriter() {}

  static void write(Citation citation, JsonText json) {
    json.startObject().field("type", "url_citation").name("url_citation").startObject();
    json.field("start_index", citation.start()).field("end_index", citation.end());
    json.field("title", citation.title()).field("url", citation.url());
    json.endObject().endObject();
  }
}
