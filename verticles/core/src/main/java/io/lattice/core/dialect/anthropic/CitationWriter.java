package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Citation;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonText;
import org.jspecify.annotations.Nullable;

/** Writes where a statement comes from, as a citation of the block of text that it supports. */
final class CitationWriter {
  private CitationWriter() {}

  /** Null where it cites neither in this dialect's words nor an address. */
  static @Nullable Json write(Citation citation) {
    if (citation.raw() != null && citation.raw().dialect().equals(AnthropicDialect.NAME)) {
      return JsonText.isOneValue(citation.raw().json()) ? citation.raw().json() : null;
    }
    if (citation.url().isEmpty()) {
      return null;
    }
    JsonText json = new JsonText().startObject().field("type", "web_search_result_location");
    json.field("url", citation.url());
    if (citation.title() == null) {
      json.name("title").nothing();
    } else {
      json.field("title", citation.title());
    }
    json.field("cited_text", "").field("encrypted_index", "");
    return Json.of(json.endObject().bytes().utf8());
  }
}
