package io.lattice.core.dialect;

import com.fasterxml.jackson.core.JsonStreamContext;

/** Where a value stands in a JSON text, as callers know it: {@code messages[2].content}. */
final class JsonPath {
  private static final int MAX_NAME_SHOWN = 64;

  private JsonPath() {}

  static String of(JsonStreamContext context) {
    StringBuilder path = new StringBuilder();
    append(context, path);
    return path.toString();
  }

  static String field(String path, String name) {
    return path.isEmpty() ? shown(name) : path + "." + shown(name);
  }

  static String item(String path, int index) {
    return path + "[" + index + "]";
  }

  private static void append(JsonStreamContext context, StringBuilder path) {
    JsonStreamContext parent = context.getParent();
    if (parent == null) {
      return;
    }
    append(parent, path);
    if (context.inArray() && context.hasCurrentIndex()) {
      path.append('[').append(context.getCurrentIndex()).append(']');
    } else if (context.inObject() && context.getCurrentName() != null) {
      path.append(path.isEmpty() ? "" : ".").append(shown(context.getCurrentName()));
    }
  }

  /** A name is the caller's text: cut and cleaned before it gets into a message. */
  private static String shown(String name) {
    String cut = name.length() > MAX_NAME_SHOWN ? name.substring(0, MAX_NAME_SHOWN) + "..." : name;
    return cut.replaceAll("[^\\p{Alnum}_$./-]", "?");
  }
}
