package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.EmbeddingResponse;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import io.lattice.core.dialect.JsonText;

/** Writes vectors as OpenAI's list of embeddings. */
final class EmbeddingOpenAiWriter {
  private EmbeddingOpenAiWriter() {}

  /**
   * @param model that the caller asked for, told where the provider names none
   */
  static Bytes write(EmbeddingResponse response, String model, EmbeddingEncoding encoding) {
    JsonText json = new JsonText().startObject();
    json.field("object", "list").name("data").startArray();
    int index = 0;
    for (Vector vector : response.vectors()) {
      json.startObject().field("object", "embedding").field("index", (Integer) index++);
      encoding.write(vector, json.name("embedding"));
      json.endObject();
    }
    json.endArray().field("model", response.model().isEmpty() ? model : response.model());
    Usage usage = response.usage();
    if (usage != null) {
      json.name("usage").startObject();
      json.field("prompt_tokens", (Long) usage.inputTokens());
      json.field("total_tokens", (Long) usage.totalTokens()).endObject();
    }
    return json.endObject().bytes();
  }
}
