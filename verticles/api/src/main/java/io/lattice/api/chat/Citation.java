package io.lattice.api.chat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement of the answer comes from.
 *
 * @param start first character of the text that it supports, or null where the provider tells none
 * @param end character after the last, or null
 * @param raw the provider's own annotation, or null
 */
public record Citation(
    String url,
    @Nullable String title,
    @Nullable Integer start,
    @Nullable Integer end,
    @Nullable Json raw) {
  public Citation {
    Objects.requireNonNull(url, "url");
  }
}
