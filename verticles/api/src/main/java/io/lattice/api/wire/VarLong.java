package io.lattice.api.wire;

import io.vertx.core.buffer.Buffer;

/** Whole numbers in as few bytes as they need: seven bits a byte, the least significant first. */
final class VarLong {

  private VarLong() {}

  static void write(Buffer out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.appendByte((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.appendByte((byte) rest);
  }

  /** Folds the sign into the lowest bit, so that small negative numbers stay short. */
  static long zigZag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  static long unZigZag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }
}
