package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;

/**
 * The arguments of a tool call, which are an object here and any text in our vocabulary: models
 * write what is none.
 */
final class Arguments {
  private static final Json EMPTY = Json.of("{}");

  private Arguments() {}

  /** The text itself where it is an object; an empty one for nothing. */
  static Json object(String text) {
    if (text.isBlank()) {
      return EMPTY;
    }
    return isObject(text)
        ? Json.of(text)
        : Json.of(new JsonText().startObject().field("_raw", text).endObject().bytes().utf8());
  }

  /** Whether the text can be said as it is. */
  static boolean isObject(String text) {
    if (text.isBlank() || !JsonText.isOneValue(Json.of(text))) {
      return false;
    }
    try {
      return JsonTree.read(Json.of(text)).is(JsonTree.Kind.OBJECT);
    } catch (DialectException tooDeep) {
      return false;
    }
  }
}
