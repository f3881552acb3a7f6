package io.lattice.config.secret;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a secret is kept: {@code env:NAME} or {@code file:/path}. */
public sealed interface SecretRef {

  /** What to write instead of the secret itself, for messages. */
  String FORM =
      "put the key in an environment variable or .env and write env:NAME, or put it in a file of"
          + " its own and write file:/path";

  /** An environment variable or a line of {@code .env}. */
  record Environment(String name) implements SecretRef {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    @Override
    public String text() {
      return "env:" + name;
    }

    @Override
    public String lacking() {
      return name + " is not set";
    }
  }

  /** The content of a file without its trailing line end, re-read when the file changes. */
  record File(String path) implements SecretRef {

    @Override
    public String text() {
      return "file:" + path;
    }

    @Override
    public String lacking() {
      return "file " + path + " is missing, empty or not readable";
    }
  }

  /** The reference as the configuration has it. */
  String text();

  /** A sentence for when there is nothing at that place. */
  String lacking();

  /** Reads a reference; empty when the text is none, which may then be the secret itself. */
  static Optional<SecretRef> parse(String text) {
    String place = text.strip();
    if (place.startsWith("env:")) {
      return Optional.of(place.substring(4).strip())
          .filter(name -> Environment.NAME.matcher(name).matches())
          .map(Environment::new);
    }
    if (place.startsWith("file:/")) {
      return Optional.of(new File(place.substring(5).strip()));
    }
    return Optional.empty();
  }
}
