package io.lattice.core.provider.embedded;

/** Where in a passage a word is, and how much it says there: most in a heading. */
enum Place {
  HEADING(2f),
  TITLE(0.6f),
  TEXT(1f);

  private final float weight;

  Place(float weight) {
    this.weight = weight;
  }

  float weight() {
    return weight;
  }

  String in(Passage passage) {
    return switch (this) {
      case HEADING -> passage.heading();
      case TITLE -> passage.title();
      case TEXT -> passage.text();
    };
  }
}
