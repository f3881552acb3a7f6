package io.lattice.core.dialect;

import io.lattice.api.chat.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fields that nobody knew, by name. One that stood inside a known object keeps that object's name
 * and a dot before its own: {@code image_url.format}.
 */
public final class Extras {
  private Extras() {}

  /** Those that stood inside of this object, by their own names. */
  public static Map<String, Json> inside(Map<String, Json> extras, String object) {
    if (extras.isEmpty()) {
      return extras;
    }
    Map<String, Json> inside = new LinkedHashMap<>();
    String prefix = object + ".";
    extras.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            inside.put(name.substring(prefix.length()), value);
          }
        });
    return inside;
  }

  /** Those that stood beside this object. */
  public static Map<String, Json> beside(Map<String, Json> extras, String object) {
    if (extras.isEmpty()) {
      return extras;
    }
    Map<String, Json> beside = new LinkedHashMap<>(extras);
    beside.keySet().removeIf(name -> name.startsWith(object + "."));
    return beside;
  }
}
