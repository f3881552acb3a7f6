package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Vector;
import io.lattice.core.dialect.EmbeddingAnswer;
import io.lattice.core.dialect.EmbeddingBody;
import io.lattice.core.dialect.EmbeddingPart;
import io.lattice.core.dialect.ErrorReader;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a list of embeddings, in numbers or in base64. Confined to one answer. */
final class EmbeddingOpenAiReader {
  private final EmbeddingAnswer answer;
  private final Set<EmbeddingEncoding> encodings = EnumSet.noneOf(EmbeddingEncoding.class);

  private EmbeddingOpenAiReader(EmbeddingPart asked) {
    this.answer = new EmbeddingAnswer(asked);
  }

  static EmbeddingOpenAiReader read(Bytes body, EmbeddingPart asked, OpenAiFlavor flavor) {
    EmbeddingOpenAiReader reader = new EmbeddingOpenAiReader(asked);
    EmbeddingBody.read(
        body, ErrorReader::inAnswer, (json, name) -> reader.field(json, name, flavor));
    return reader;
  }

  private void field(EmbeddingBody json, String name, OpenAiFlavor flavor) throws IOException {
    switch (name) {
      case "model" -> answer.model(json.text());
      case "usage" -> answer.usage(UsageReader.read(json.tree(), flavor));
      case "data" -> json.array(() -> new Entry(json).read());
      default -> {
        // Nothing hangs on it.
      }
    }
  }

  /** Whether the caller gets what it asked for in the answer's own bytes. */
  boolean isIn(EmbeddingEncoding wanted) {
    return answer.isCounted() && encodings.equals(EnumSet.of(wanted));
  }

  List<ChatEvent> events() {
    return answer.events();
  }

  List<ChatEvent> events(Bytes body) {
    return answer.events(body);
  }

  /** One vector with its place, in whichever order they come. */
  private final class Entry {
    private final EmbeddingBody json;
    private @Nullable Integer index;
    private @Nullable Vector vector;

    Entry(EmbeddingBody json) {
      this.json = json;
    }

    void read() throws IOException {
      json.object(
          name -> {
            if (name.equals("index")) {
              index = json.integer();
            } else if (name.equals("embedding")) {
              encodings.add(json.isText() ? EmbeddingEncoding.BASE64 : EmbeddingEncoding.FLOAT);
              vector = json.vector();
            }
          });
      answer.vector(index, vector);
    }
  }
}
