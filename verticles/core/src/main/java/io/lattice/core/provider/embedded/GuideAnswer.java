package io.lattice.core.provider.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the guide says, in Markdown: a sentence that says what it is, then the passages, each with
 * its source.
 *
 * @param blocks at least one; they are apart by an empty line
 */
public record GuideAnswer(List<Block> blocks) {
  static final String WHO =
      "I am the Lattice guide: I quote the documentation that ships with Lattice, and I am not a"
          + " language model.";

  /** Questions that the documentation answers, for those who do not know what to ask. */
  static final List<String> EXAMPLES =
      List.of(
          "How do I start a cluster of three nodes?",
          "What happens when a provider fails?",
          "How do I ask a model over the event bus?");

  /** What keeps blocks apart. */
  static final String GAP = "\n\n";

  /**
   * One paragraph or one quotation.
   *
   * @param quoted the passage that it quotes, or null where the guide speaks for itself
   */
  public record Block(String text, @Nullable Passage quoted) {
    public Block {
      Objects.requireNonNull(text, "text");
    }
  }

  public GuideAnswer {
    blocks = List.copyOf(blocks);
  }

  /** To a greeting, or to nothing at all. */
  static GuideAnswer introduction() {
    return said(WHO + " Ask me about Lattice, for example:" + GAP + listed(EXAMPLES));
  }

  /**
   * Where no passage fits.
   *
   * @param topics what the documentation is about
   */
  static GuideAnswer nothingFound(List<String> topics) {
    return said(
        WHO
            + " I found nothing in it about your question. It tells about:"
            + GAP
            + listed(topics)
            + GAP
            + "For example:"
            + GAP
            + listed(EXAMPLES));
  }

  /** The passages, best first. */
  static GuideAnswer quoting(List<Passage> passages) {
    var blocks = new ArrayList<Block>();
    blocks.add(new Block(WHO + " This is what it says about your question:", null));
    passages.forEach(passage -> blocks.add(new Block(quote(passage), passage)));
    return new GuideAnswer(blocks);
  }

  /**
   * The same answer, with a last sentence about what was not used.
   *
   * @param unused names of things, for example {@code tools}; empty changes nothing
   */
  GuideAnswer without(List<String> unused) {
    if (unused.isEmpty()) {
      return this;
    }
    var more = new ArrayList<Block>(blocks);
    more.add(
        new Block(
            "I read only the text of your last message. Your request also has what I cannot use: "
                + String.join(", ", unused)
                + ".",
            null));
    return new GuideAnswer(more);
  }

  /** The whole text. */
  public String text() {
    return blocks.stream().map(Block::text).collect(Collectors.joining(GAP));
  }

  private static GuideAnswer said(String text) {
    return new GuideAnswer(List.of(new Block(text, null)));
  }

  private static String quote(Passage passage) {
    return "### " + passage.heading() + GAP + passage.text() + GAP + "Source: " + passage.source();
  }

  private static String listed(List<String> things) {
    return things.stream().map(thing -> "- " + thing).collect(Collectors.joining("\n"));
  }
}
