package io.lattice.api.stream;

import io.lattice.api.stream.StreamMessage.Credit;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver has granted and what it still expects: the sequence must be gapless, and credit
 * is topped up once half of it was consumed. Confined to one stream.
 */
final class CreditWindow {
  private final int frames;
  private final int bytes;
  private long expected;
  private int consumedFrames;
  private int consumedBytes;

  CreditWindow(int frames, int bytes) {
    this.frames = frames;
    this.bytes = bytes;
  }

  /** The first grant, which is also the go. */
  Credit opening(long stream) {
    return new Credit(stream, frames, bytes);
  }

  /** Whether this is the next frame; a gap or a repeat is not. */
  boolean accepts(long sequence) {
    if (sequence != expected) {
      return false;
    }
    expected++;
    return true;
  }

  long expected() {
    return expected;
  }

  /**
   * Notes a frame as consumed; gives the credit to send back, or null while little was consumed.
   */
  @Nullable Credit consumed(long stream, int frameBytes) {
    consumedFrames++;
    consumedBytes += frameBytes;
    if (consumedFrames * 2 < frames && consumedBytes * 2 < bytes) {
      return null;
    }
    Credit credit = new Credit(stream, consumedFrames, consumedBytes);
    consumedFrames = 0;
    consumedBytes = 0;
    return credit;
  }
}
