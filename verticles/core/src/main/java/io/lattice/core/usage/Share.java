package io.lattice.core.usage;

/** Tokens that are dealt out, each once, whatever a provider's counts of their parts add up to. */
final class Share {
  private long left;

  Share(long all) {
    this.left = Math.max(0, all);
  }

  /** As many of them as there are left. */
  long take(long wanted) {
    long taken = Math.max(0, Math.min(wanted, left));
    left -= taken;
    return taken;
  }

  long left() {
    return left;
  }
}
