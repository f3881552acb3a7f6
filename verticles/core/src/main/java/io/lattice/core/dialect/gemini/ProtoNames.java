package io.lattice.core.dialect.gemini;

import java.util.regex.Pattern;

/**
 * The two names of every field in Google's JSON, {@code fileUri} and {@code file_uri}: <a
 * href="https://protobuf.dev/programming-guides/json/">both are read</a>, and the first is written.
 */
final class ProtoNames {
  private static final Pattern UPPER = Pattern.compile("[A-Z]");
  private static final Pattern AFTER_UNDERSCORE = Pattern.compile("_([a-z0-9])");

  private ProtoNames() {}

  static String snake(String camel) {
    return UPPER.matcher(camel).replaceAll(match -> "_" + (char) (match.group().charAt(0) | 0x20));
  }

  static String camel(String name) {
    return name.indexOf('_') < 0
        ? name
        : AFTER_UNDERSCORE
            .matcher(name)
            .replaceAll(match -> String.valueOf(Character.toUpperCase(match.group(1).charAt(0))));
  }
}
