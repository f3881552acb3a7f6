package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Json;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How fast and at what price: Google's words beside OpenAI's, in which others carry it. */
final class ServiceTier {
  /** The name by which every dialect carries it. */
  static final String EXTRA = "service_tier";

  /** Google's name of the field. */
  static final String FIELD = "serviceTier";

  private static final Map<String, String> GOOGLES =
      Map.of(
          "auto", "unspecified",
          "default", "standard",
          "standard", "standard",
          "standard_only", "standard",
          "flex", "flex",
          "priority", "priority",
          "fast", "priority");

  private static final Map<String, String> OPENAIS =
      Map.of(
          "unspecified", "auto",
          "standard", "default",
          "flex", "flex",
          "priority", "priority");

  private ServiceTier() {}

  /** Google's word for a carried one, or null where it has none. */
  static @Nullable String googles(Json carried) {
    String text = carried.text();
    boolean isString = text.length() > 1 && text.startsWith("\"");
    return isString ? GOOGLES.get(text.substring(1, text.length() - 1)) : null;
  }

  /** Google's word as it is carried; one that nobody else has stays what it is. */
  static Json carried(String googles) {
    String word = googles.toLowerCase(Locale.ROOT).replace("service_tier_", "");
    String known = OPENAIS.get(word);
    return Json.of("\"" + (known == null ? word.replaceAll("[^a-z_]", "") : known) + "\"");
  }
}
