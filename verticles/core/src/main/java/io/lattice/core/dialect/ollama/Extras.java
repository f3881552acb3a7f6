package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a request that our vocabulary has no word for. What nobody takes is dropped and told;
 * null says nothing, here as in Ollama's own JSON. Confined to one request.
 */
final class Extras {
  /** Stands before the name of what is an option, in Ollama's own requests and in our extras. */
  static final String OPTIONS = "options.";

  private final Map<String, Json> left;
  private final Changes changes;

  Extras(Map<String, Json> extras, Changes changes) {
    this.left = new LinkedHashMap<>(said(extras));
    this.changes = changes;
  }

  /** Those that are not null. */
  static Map<String, Json> said(Map<String, Json> extras) {
    if (extras.values().stream().noneMatch(Extras::isNull)) {
      return extras;
    }
    Map<String, Json> said = new LinkedHashMap<>(extras);
    said.values().removeIf(Extras::isNull);
    return said;
  }

  private static boolean isNull(Json value) {
    return value.text().strip().equals("null");
  }

  @Nullable Json take(String name) {
    return left.remove(name);
  }

  /** All options, by their own names, also where a caller of another dialect added the object. */
  Map<String, Json> takeOptions() {
    Map<String, Json> options = new LinkedHashMap<>();
    Json object = left.get("options");
    if (object != null && JsonText.isOneValue(object) && JsonTree.read(object).is(Kind.OBJECT)) {
      left.remove("options");
      options.putAll(said(new JsonFields(JsonTree.read(object), "options").rest()));
    }
    left.entrySet()
        .removeIf(
            extra -> {
              boolean isOption = extra.getKey().startsWith(OPTIONS);
              if (isOption) {
                options.put(extra.getKey().substring(OPTIONS.length()), extra.getValue());
              }
              return isOption;
            });
    return options;
  }

  void dropRest() {
    left.keySet().forEach(changes::drop);
    left.clear();
  }
}
