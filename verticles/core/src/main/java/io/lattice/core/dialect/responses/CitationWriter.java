package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Citation;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonText;

/**
 * Writes where a statement comes from, as an annotation of the text. This API's own are written as
 * they came; its clients want every field of any other.
 */
final class CitationWriter {
  private CitationWriter() {}

  /**
   * One annotation.
   *
   * @param said characters of the text so far, all of which it supports where it does not tell
   */
  static Json write(Citation citation, int said) {
    if (citation.raw() != null
        && citation.raw().dialect().equals(ResponsesDialect.NAME)
        && JsonText.isOneValue(citation.raw().json())) {
      return citation.raw().json();
    }
    String title = citation.title() == null ? "" : citation.title();
    int start = citation.start() == null ? 0 : citation.start();
    JsonText json = new JsonText().startObject();
    if (citation.url().isEmpty()) {
      json.field("type", "file_citation").field("file_id", "").field("filename", title);
      json.field("index", (Integer) start);
    } else {
      json.field("type", "url_citation").field("url", citation.url()).field("title", title);
      json.field("start_index", (Integer) start);
      json.field("end_index", citation.end() == null ? (Integer) said : citation.end());
    }
    return Json.of(json.endObject().bytes().utf8());
  }
}
