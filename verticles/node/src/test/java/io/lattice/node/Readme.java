package io.lattice.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What README.md shows in fences, so that tests can do what it says. */
final class Readme {

  /** What is in every answer of the guide that quotes something. */
  static final String SOURCE = "Source: docs/";

  private static final String NODE = "127.0.0.1:8080";

  private static final Path ROOT = Path.of(System.getProperty("lattice.root", "."));
  private static final Pattern FENCED =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** Words between blanks, or whatever is between double quotes. */
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private Readme() {}

  /** Every block in one language, in order, without the end of its last line. */
  static List<String> blocks(String language) {
    return fences().stream()
        .filter(fence -> fence.group(1).equals(language))
        .map(fence -> fence.group(2).stripTrailing())
        .toList();
  }

  /** The languages of all blocks; the picture has none. */
  static List<String> languages() {
    return fences().stream().map(fence -> fence.group(1)).distinct().toList();
  }

  /** The first question, by curl. */
  static String curl() {
    return blocks("sh").stream().filter(block -> block.startsWith("curl ")).findFirst().orElse("");
  }

  /** A text about the node of README.md as one about a node with this port. */
  static String at(int port, String text) {
    return text.replace(NODE, "127.0.0.1:" + port);
  }

  /** A command's words as a shell takes them, without the program. */
  static String[] arguments(String command) {
    return WORD.matcher(command)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .skip(1)
        .toArray(String[]::new);
  }

  private static List<MatchResult> fences() {
    try {
      String text = Files.readString(ROOT.resolve("README.md"), UTF_8);
      return FENCED.matcher(text).results().toList();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
