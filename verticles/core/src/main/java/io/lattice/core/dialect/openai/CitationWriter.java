package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Citation;
import io.lattice.core.dialect.JsonText;

/** Writes where a statement comes from, as an annotation of the message. */
final class CitationWriter {
  private CitationWriter() {}

  /** What cites no address is told under a name of ours, with the provider's own words. */
  static void write(Citation citation, JsonText json) {
    if (citation.url().isEmpty()) {
      json.startObject().field("type", "document_citation").name("document_citation").startObject();
      json.field("start_index", citation.start()).field("end_index", citation.end());
      json.field("title", citation.title());
      json.field("source", citation.raw() == null ? null : citation.raw().json());
      json.endObject().endObject();
      return;
    }
    json.startObject().field("type", "url_citation").name("url_citation").startObject();
    json.field("start_index", citation.start()).field("end_index", citation.end());
    json.field("title", citation.title()).field("url", citation.url());
    json.endObject().endObject();
  }
}
