package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Citation;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads where statements come from: what a search found ({@code groundingMetadata}) and what was
 * recited ({@code citationMetadata}). Confined to one choice of an answer.
 */
final class CitationReader {
  private static final int UNKNOWN = -1;

  private final int choice;

  /** Google repeats in later chunks what it told in earlier ones. */
  private final Set<Citation> told = new HashSet<>();

  CitationReader(int choice) {
    this.choice = choice;
  }

  /**
   * What a search found.
   *
   * @param text what the choice has said until now
   */
  void grounding(JsonTree metadata, String text, List<ChatEvent> events) {
    JsonTree chunks = metadata.get("groundingChunks", Kind.ARRAY);
    JsonTree supports = metadata.get("groundingSupports", Kind.ARRAY);
    if (chunks == null) {
      return;
    }
    Set<Integer> used = new HashSet<>();
    for (JsonTree support : supports == null ? List.<JsonTree>of() : supports.items()) {
      JsonTree indices = support.get("groundingChunkIndices", Kind.ARRAY);
      for (JsonTree item : indices == null ? List.<JsonTree>of() : indices.items()) {
        int index = number(item, UNKNOWN);
        if (index >= 0 && index < chunks.items().size()) {
          used.add(index);
          source(chunks.items().get(index), support.get("segment", Kind.OBJECT), text, events);
        }
      }
    }
    for (int i = 0; i < chunks.items().size(); i++) {
      if (!used.contains(i)) {
        source(chunks.items().get(i), null, text, events);
      }
    }
  }

  private void source(
      JsonTree chunk, @Nullable JsonTree segment, String text, List<ChatEvent> events) {
    JsonTree found =
        Stream.of("web", "retrievedContext", "maps", "image")
            .map(kind -> chunk.get(kind, Kind.OBJECT))
            .flatMap(Stream::ofNullable)
            .findFirst()
            .orElse(chunk);
    String url = found.string("uri");
    url = url == null ? found.string("sourceUri") : url;
    tell(chunk, url == null ? "" : url, found.string("title"), segment, text, events);
  }

  /** What was recited. */
  void recitation(JsonTree metadata, String text, List<ChatEvent> events) {
    JsonTree sources = metadata.get("citationSources", Kind.ARRAY);
    sources = sources == null ? metadata.get("citations", Kind.ARRAY) : sources;
    for (JsonTree source : sources == null ? List.<JsonTree>of() : sources.items()) {
      if (source.is(Kind.OBJECT)) {
        String url = source.string("uri");
        tell(source, url == null ? "" : url, source.string("title"), source, text, events);
      }
    }
  }

  private void tell(
      JsonTree raw,
      String url,
      @Nullable String title,
      @Nullable JsonTree segment,
      String text,
      List<ChatEvent> events) {
    int start = segment == null ? UNKNOWN : start(segment, text);
    Integer end = start < 0 || segment == null ? null : (Integer) end(segment, start, text);
    Citation citation =
        new Citation(
            url,
            title,
            end == null ? null : (Integer) start,
            end,
            new Part.Opaque(GeminiDialect.NAME, raw.json()));
    if (told.add(citation)) {
      events.add(new ChatEvent.CitationAdded(choice, citation));
    }
  }

  /** A segment's own text tells best where it is: its offsets may count from some later part. */
  private static int start(JsonTree segment, String text) {
    int end = number(segment.get("endIndex"), UNKNOWN);
    if (end < 0) {
      return UNKNOWN;
    }
    int start = ByteOffsets.character(text, number(segment.get("startIndex"), 0));
    String own = segment.string("text");
    return own == null || text.startsWith(own, start) ? start : text.indexOf(own);
  }

  private static int end(JsonTree segment, int start, String text) {
    String own = segment.string("text");
    int end = ByteOffsets.character(text, number(segment.get("endIndex"), 0));
    return Math.max(start, own == null ? end : start + own.length());
  }

  private static int number(@Nullable JsonTree value, int otherwise) {
    BigDecimal number = value == null ? null : value.number();
    return number == null ? otherwise : number.intValue();
  }
}
