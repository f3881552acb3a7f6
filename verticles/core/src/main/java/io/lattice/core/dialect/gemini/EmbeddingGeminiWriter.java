package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.EmbeddingResponse;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import io.lattice.core.dialect.JsonText;
import org.jspecify.annotations.Nullable;

/** Writes vectors as Google does. */
final class EmbeddingGeminiWriter {
  private EmbeddingGeminiWriter() {}

  static Bytes one(EmbeddingResponse response) {
    JsonText json = new JsonText().startObject().name("embedding");
    write(response.vectors().get(0), json);
    return end(response.usage(), json);
  }

  static Bytes several(EmbeddingResponse response) {
    JsonText json = new JsonText().startObject().name("embeddings").startArray();
    response.vectors().forEach(vector -> write(vector, json));
    return end(response.usage(), json.endArray());
  }

  private static void write(Vector vector, JsonText json) {
    json.startObject().name("values").startArray();
    for (float number : vector.numbers()) {
      json.number(number);
    }
    json.endArray().endObject();
  }

  private static Bytes end(@Nullable Usage usage, JsonText json) {
    if (usage != null) {
      json.name("usageMetadata").startObject();
      json.field("promptTokenCount", (Long) usage.inputTokens());
      json.field("totalTokenCount", (Long) usage.totalTokens()).endObject();
    }
    return json.endObject().bytes();
  }
}
