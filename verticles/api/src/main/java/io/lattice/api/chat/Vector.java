package io.lattice.api.chat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The place of a text among all texts, as a model sees it.
 *
 * @param bytes numbers of 32 bits each, the lowest byte first, which is also what OpenAI's API
 *     sends in base64
 */
public record Vector(Bytes bytes) {
  public Vector {
    Objects.requireNonNull(bytes, "bytes");
    if (bytes.length() == 0 || bytes.length() % Float.BYTES != 0) {
      throw new IllegalArgumentException(
          "a vector is made of numbers of 4 bytes, not of " + bytes.length() + " bytes");
    }
  }

  public static Vector of(float[] numbers) {
    byte[] bytes = new byte[numbers.length * Float.BYTES];
    ByteBuffer buffer = buffer(bytes);
    for (float number : numbers) {
      buffer.putFloat(number);
    }
    return new Vector(Bytes.wrap(bytes));
  }

  public int dimensions() {
    return bytes.length() / Float.BYTES;
  }

  public float[] numbers() {
    ByteBuffer buffer = buffer(bytes.array());
    float[] numbers = new float[dimensions()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = buffer.getFloat();
    }
    return numbers;
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
