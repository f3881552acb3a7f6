package io.lattice.core.provider.embedded;

import java.util.Objects;

/**
 * One section of the documentation, from its heading to the next.
 *
 * @param document the file's name, for example {@code http.md}
 * @param title the document's first heading
 * @param heading the section's own heading, without Markdown's marks
 * @param anchor what the heading is called in a link, without {@code #}
 * @param text the section in Markdown, without its heading
 */
public record Passage(String document, String title, String heading, String anchor, String text) {
  public Passage {
    Objects.requireNonNull(document, "document");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(heading, "heading");
    Objects.requireNonNull(anchor, "anchor");
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "the passage '" + heading + "' of " + document + " has no text");
    }
  }

  /** Where a reader finds it in the repository: {@code docs/<file>#<anchor>}. */
  public String source() {
    return "docs/" + document + "#" + anchor;
  }
}
