package io.lattice.api.wire;

import io.vertx.core.buffer.Buffer;

/** Reads a buffer from a position on. */
final class WireReader {
  private final Buffer buffer;
  private int position;

  WireReader(Buffer buffer, int position) {
    this.buffer = buffer;
    this.position = position;
  }

  byte readByte() {
    return buffer.getByte(position++);
  }

  double readDouble() {
    double value = buffer.getDouble(position);
    position += Double.BYTES;
    return value;
  }

  byte[] readBytes(int length) {
    if (length < 0 || length > buffer.length() - position) {
      throw new IllegalArgumentException(
          "a field claims " + length + " bytes, " + (buffer.length() - position) + " are left");
    }
    byte[] bytes = buffer.getBytes(position, position + length);
    position += length;
    return bytes;
  }

  long readVarLong() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte part = readByte();
      value |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number does not end");
  }

  /** A size that is written as one more, 0 standing for null, which is -1 here. */
  int readSize() {
    long size = readVarLong() - 1;
    if (size > buffer.length()) {
      throw new IllegalArgumentException(
          "a field claims " + size + " entries in " + buffer.length() + " bytes");
    }
    return (int) size;
  }
}
