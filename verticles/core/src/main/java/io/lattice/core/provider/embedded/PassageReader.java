package io.lattice.core.provider.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a Markdown document into passages, one for each heading that has text of its own. A code
 * block stays whole: a {@code #} in it starts a comment, not a section.
 */
public final class PassageReader {
  private static final Pattern HEADING = Pattern.compile("^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$");
  private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})(.*)$");

  private final String document;
  private final List<Passage> passages = new ArrayList<>();
  private final Map<String, Integer> anchors = new HashMap<>();
  private final StringBuilder section = new StringBuilder();
  private String title = "";
  private String heading = "";
  private String anchor = "";
  private String openFence = "";

  private PassageReader(String document) {
    this.document = document;
  }

  /** The passages of a document in their order; text before the first heading is left out. */
  public static List<Passage> read(String document, String markdown) {
    var reader = new PassageReader(document);
    markdown.lines().forEach(reader::line);
    reader.endSection();
    return List.copyOf(reader.passages);
  }

  /** GitHub's rule for the name of a heading in a link. */
  static String anchorOf(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .strip()
        .replace(' ', '-');
  }

  private void line(String line) {
    Matcher fence = FENCE.matcher(line);
    if (fence.matches()) {
      fence(fence.group(1), fence.group(2));
    }
    Matcher start = HEADING.matcher(line);
    if (openFence.isEmpty() && start.matches()) {
      endSection();
      startSection(start.group(1).replaceAll("[`*]", ""));
    } else {
      section.append(line).append('\n');
    }
  }

  /** A block ends at the same mark, at least as long, with nothing behind it. */
  private void fence(String mark, String behind) {
    if (openFence.isEmpty()) {
      openFence = mark;
    } else if (mark.startsWith(openFence) && behind.isBlank()) {
      openFence = "";
    }
  }

  private void startSection(String name) {
    heading = name;
    title = title.isEmpty() ? name : title;
    String plain = anchorOf(name);
    int before = anchors.merge(plain, 1, Integer::sum) - 1;
    anchor = before == 0 ? plain : plain + "-" + before;
  }

  private void endSection() {
    String text = section.toString().strip();
    if (!heading.isEmpty() && !text.isEmpty()) {
      passages.add(new Passage(document, title, heading, anchor, text));
    }
    section.setLength(0);
  }
}
