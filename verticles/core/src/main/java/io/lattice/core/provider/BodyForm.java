package io.lattice.core.provider;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which form an answer's body comes. */
enum BodyForm {
  EVENTS,
  /** A stream too, of lines of JSON: its first byte is that of a whole answer. */
  LINES,
  WHOLE,
  /** The header tells nothing; the first byte decides. */
  UNSURE,
  /** A page for people, or something else that no API sends. */
  FOREIGN;

  static BodyForm of(@Nullable String contentType) {
    if (contentType == null) {
      return UNSURE;
    }
    String type = contentType.toLowerCase(Locale.ROOT);
    if (type.contains("event-stream")) {
      return EVENTS;
    }
    if (type.contains("ndjson") || type.contains("jsonl")) {
      return LINES;
    }
    if (type.contains("json")) {
      return WHOLE;
    }
    return type.startsWith("text/plain") || type.startsWith("application/octet-stream")
        ? UNSURE
        : FOREIGN;
  }

  /** Decides by the first byte that is no space. */
  static BodyForm ofFirstByte(byte first) {
    return switch (first) {
      case '{', '[' -> WHOLE;
      case 'd', 'e', 'i', 'r', ':' -> EVENTS;
      default -> FOREIGN;
    };
  }
}
