package io.lattice.core.dialect.openai;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Citation;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.JsonTree;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where statements come from: OpenAI's annotations, xAI's list of addresses. */
final class CitationReader {
  private CitationReader() {}

  /** One of a message's {@code annotations}; what cites no address is kept as it is. */
  static ChatEvent annotation(int choice, JsonTree item) {
    JsonTree cited = item.get("url_citation");
    String url = cited == null ? null : cited.string("url");
    if (cited == null || url == null) {
      return new ChatEvent.ExtraAdded(choice, "annotations", Json.of("[" + item.json() + "]"));
    }
    return new ChatEvent.CitationAdded(
        choice,
        new Citation(
            url,
            cited.string("title"),
            position(cited, "start_index"),
            position(cited, "end_index"),
            new Part.Opaque(OpenAiDialect.NAME, item.json())));
  }

  /** The top-level list: addresses that support the whole answer. */
  static void addresses(JsonTree citations, List<ChatEvent> events) {
    for (JsonTree item : citations.items()) {
      String url = item.is(JsonTree.Kind.STRING) ? item.text() : item.string("url");
      if (url != null) {
        Part.Opaque raw = new Part.Opaque(OpenAiDialect.NAME, item.json());
        Citation citation = new Citation(url, item.string("title"), null, null, raw);
        events.add(new ChatEvent.CitationAdded(0, citation));
      }
    }
  }

  private static @Nullable Integer position(JsonTree cited, String name) {
    JsonTree field = cited.get(name);
    BigDecimal number = field == null ? null : field.number();
    return number == null ? null : number.intValue();
  }
}
