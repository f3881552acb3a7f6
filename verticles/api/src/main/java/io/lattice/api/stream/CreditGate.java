package io.lattice.api.stream;

/** What a sender may still send. Confined to one stream. */
final class CreditGate {
  private long frames;
  private long bytes;

  void grant(int moreFrames, int moreBytes) {
    frames += moreFrames;
    bytes += moreBytes;
  }

  /** Whether a frame may go. One frame may overdraw the bytes, or a large one could never go. */
  boolean isOpen() {
    return frames > 0 && bytes > 0;
  }

  void spend(int frameBytes) {
    frames--;
    bytes -= frameBytes;
  }
}
