package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;

/** Writes a call's arguments as an object, which models of other providers do not always say. */
final class Arguments {
  private Arguments() {}

  /**
   * Writes them; text that is no object becomes the only field of one, so that nothing is lost.
   *
   * @return whether they were an object, or nothing
   */
  static boolean write(String arguments, JsonText json) {
    if (arguments.isBlank()) {
      json.startObject().endObject();
      return true;
    }
    if (isObject(Json.of(arguments))) {
      json.json(Json.of(arguments), "input");
      return true;
    }
    json.startObject().field("_raw", arguments).endObject();
    return false;
  }

  private static boolean isObject(Json json) {
    return JsonText.isOneValue(json) && JsonTree.read(json).is(JsonTree.Kind.OBJECT);
  }
}
