package io.lattice.api.chat;

import java.util.Objects;

/**
 * A piece of JSON kept verbatim: a tool's schema, a provider's extra field, an opaque block.
 *
 * <p>The text is carried, not understood: number forms and key order survive. Whoever reads it
 * brings a parser, and must expect text that is no JSON where a model wrote it.
 *
 * @param text the JSON text, never blank
 */
public record Json(String text) {
  public Json {
    Objects.requireNonNull(text, "text");
    if (text.isBlank()) {
      throw new IllegalArgumentException("a piece of JSON must not be blank; use null as text");
    }
  }

  public static Json of(String text) {
    return new Json(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
