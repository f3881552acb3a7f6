package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.EmbeddingAnswer;
import io.lattice.core.dialect.EmbeddingBody;
import io.lattice.core.dialect.EmbeddingPart;
import io.lattice.core.dialect.JsonTree;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads vectors in one pass, for they are many numbers. Confined to one answer. */
final class EmbeddingReader {
  private final EmbeddingAnswer answer;
  private final Map<String, Json> counts = new LinkedHashMap<>();

  private EmbeddingReader(EmbeddingPart asked) {
    this.answer = new EmbeddingAnswer(asked);
  }

  static EmbeddingAnswer read(Bytes body, EmbeddingPart asked) {
    EmbeddingReader reader = new EmbeddingReader(asked);
    EmbeddingBody.read(body, Failures::inAnswer, reader::field);
    reader.answer.usage(new Counts(reader.counts).usage());
    return reader.answer;
  }

  private void field(EmbeddingBody json, String name) throws IOException {
    if (name.equals("model")) {
      answer.model(json.text());
    } else if (name.equals("embeddings")) {
      json.array(() -> answer.vector(json.vector()));
    } else if (Counts.isCount(name)) {
      JsonTree count = json.tree();
      if (count.is(JsonTree.Kind.NUMBER)) {
        counts.putIfAbsent(name, count.json());
      }
    }
  }
}
