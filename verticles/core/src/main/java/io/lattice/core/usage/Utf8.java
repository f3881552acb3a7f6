package io.lattice.core.usage;

/** How long text is on the wire. */
final class Utf8 {
  private Utf8() {}

  /** In bytes; half of a surrogate pair counts as half of what the pair takes. */
  static long length(CharSequence text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}
