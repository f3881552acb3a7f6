package io.lattice.node.proof;

import io.lattice.core.testing.Call;
import io.lattice.core.testing.Script;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * An upstream's embeddings: a text's vector begins with the number of its characters and a half,
 * and goes on with ones.
 */
final class OpenAiVectors {
  private OpenAiVectors() {}

  /**
   * Answers what a request asks for.
   *
   * @param knowsBase64 else numbers are sent even to those who ask for base64
   */
  static Script answer(Call call, boolean knowsBase64) {
    JsonObject asked = new JsonObject(call.body());
    JsonArray input =
        asked.getValue("input") instanceof JsonArray many
            ? many
            : new JsonArray().add(asked.getString("input"));
    boolean packed = knowsBase64 && "base64".equals(asked.getString("encoding_format"));
    JsonArray data = new JsonArray();
    for (int i = 0; i < input.size(); i++) {
      float[] vector = new float[asked.getInteger("dimensions", 3)];
      Arrays.fill(vector, 1);
      vector[0] = input.getString(i).length() + 0.5f;
      data.add(
          new JsonObject()
              .put("object", "embedding")
              .put("index", i)
              .put("embedding", packed ? base64(vector) : numbers(vector)));
    }
    return Script.json(
        200,
        new JsonObject()
            .put("object", "list")
            .put("data", data)
            .put("model", "vectors-2026")
            .put("usage", new JsonObject().put("prompt_tokens", 5).put("total_tokens", 5))
            .put("from_the_future", "kept")
            .encode());
  }

  private static String base64(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static JsonArray numbers(float[] vector) {
    JsonArray numbers = new JsonArray();
    for (float number : vector) {
      numbers.add(number);
    }
    return numbers;
  }
}
