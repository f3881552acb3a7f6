package io.lattice.api.chat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement of the answer comes from.
 *
 * @param url empty where the source has none, such as a document in the request
 * @param start first character of the text that it supports, or null where the provider tells none
 * @param end character after the last, or null
 * @param raw the provider's own annotation and its dialect, or null
 */
public record Citation(
    String url,
    @Nullable String title,
    @Nullable Integer start,
    @Nullable Integer end,
    Part.@Nullable Opaque raw) {
  public Citation {
    Objects.requireNonNull(url, "url");
  }

  /** One that no provider put in words of its own. */
  public Citation(
      String url, @Nullable String title, @Nullable Integer start, @Nullable Integer end) {
    this(url, title, start, end, null);
  }
}
