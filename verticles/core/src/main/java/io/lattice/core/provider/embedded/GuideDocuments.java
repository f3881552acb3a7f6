package io.lattice.core.provider.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The documentation on the class path, below {@code guide/}: {@code README.md} names the documents
 * by linking to them, in the order in which they are read.
 */
final class GuideDocuments {
  private static final String FOLDER = "/guide/";
  private static final String CONTENTS = "README.md";
  private static final Pattern LINK = Pattern.compile("\\]\\(([a-z-]+\\.md)\\)");

  private GuideDocuments() {}

  /** Every passage of every document. Reads the class path: not on an event loop. */
  static List<Passage> passages() {
    return names().stream().flatMap(name -> PassageReader.read(name, text(name)).stream()).toList();
  }

  static List<String> names() {
    return LINK.matcher(text(CONTENTS))
        .results()
        .map((MatchResult link) -> link.group(1))
        .distinct()
        .toList();
  }

  private static String text(String name) {
    try (InputStream in = GuideDocuments.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "the documentation '"
                + FOLDER
                + name
                + "' is not on the class path; build the jar"
                + " again, it is copied from docs/");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
