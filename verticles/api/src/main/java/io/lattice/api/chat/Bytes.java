package io.lattice.api.chat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An array of bytes as a value. Wraps without copying: whoever made it must not change the array
 * afterwards, and whoever reads it must not either.
 */
public final class Bytes {
  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  public static Bytes wrap(byte[] array) {
    return new Bytes(array);
  }

  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] array() {
    return array;
  }

  public int length() {
    return array.length;
  }

  public String utf8() {
    return new String(array, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  /** The length only: the content may be a prompt. */
  @Override
  public String toString() {
    return array.length + " bytes";
  }
}
