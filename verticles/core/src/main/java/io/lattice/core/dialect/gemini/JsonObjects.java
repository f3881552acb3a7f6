package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import org.jspecify.annotations.Nullable;

/** Texts that may be JSON objects: Google wants objects where others carry text. */
final class JsonObjects {
  /** Where a text is kept that is no object. */
  static final String RAW = "_raw";

  private JsonObjects() {}

  /** The object that a text is, or null where it is none. */
  static @Nullable JsonTree of(String text) {
    String start = text.stripLeading();
    if (!start.startsWith("{") || !JsonText.isOneValue(Json.of(text))) {
      return null;
    }
    try {
      JsonTree tree = JsonTree.read(Json.of(text));
      return tree.is(JsonTree.Kind.OBJECT) ? tree : null;
    } catch (DialectException tooDeep) {
      return null;
    }
  }

  /** Writes a call's arguments, which a model may have left empty or broken, as an object. */
  static void arguments(String text, JsonText json) {
    JsonTree object = of(text);
    if (object != null) {
      json.json(object.json(), "args");
    } else if (text.isBlank()) {
      json.startObject().endObject();
    } else {
      json.startObject().field(RAW, text).endObject();
    }
  }

  /** Whether {@link #arguments} has to keep a text as it is. */
  static boolean isBroken(String arguments) {
    return !arguments.isBlank() && of(arguments) == null;
  }

  /** The JSON without blanks between its tokens. */
  static String compact(Json json) {
    String text = json.text();
    StringBuilder compact = new StringBuilder(text.length());
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString && c == '\\') {
        compact.append(c).append(text.charAt(++i));
        continue;
      }
      inString ^= c == '"';
      if (inString || c > ' ') {
        compact.append(c);
      }
    }
    return compact.toString();
  }
}
