package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.Vector;
import io.lattice.core.dialect.EmbeddingAnswer;
import io.lattice.core.dialect.EmbeddingBody;
import io.lattice.core.dialect.EmbeddingDialect;
import io.lattice.core.dialect.EmbeddingPart;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's embeddings, as all providers of its dialect have them.
 *
 * <p>Vectors are asked for in base64, which is a third as long as numbers are; a server that sends
 * numbers all the same is understood.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings">Embeddings</a>
 */
public record EmbeddingOpenAiDialect(OpenAiFlavor flavor) implements EmbeddingDialect {
  private static final Set<String> OWN_FIELDS =
      Set.of("model", "input", "encoding_format", "dimensions", "user");

  public EmbeddingOpenAiDialect {
    Objects.requireNonNull(flavor, "flavor");
  }

  @Override
  public int maxInputs() {
    return 2_048;
  }

  @Override
  public long maxTokens() {
    return 300_000;
  }

  @Override
  public WrittenRequest write(EmbeddingRequest part, UpstreamTarget target) {
    JsonText json = new JsonText().startObject();
    json.field("model", target.modelId()).name("input").startArray();
    part.inputs().forEach(input -> write(input, json));
    json.endArray().field("encoding_format", "base64");
    json.field("dimensions", part.dimensions()).field("user", part.endUser());
    Set<String> dropped = new LinkedHashSet<>();
    part.extras()
        .forEach(
            (name, value) -> {
              if (OWN_FIELDS.contains(name) || !flavor.passes(name)) {
                dropped.add(name);
              } else {
                json.field(name, value);
              }
            });
    return new WrittenRequest(json.endObject().bytes(), Adaptation.dropping(dropped));
  }

  private static void write(EmbeddingRequest.Input input, JsonText json) {
    if (input instanceof EmbeddingRequest.Tokens tokens) {
      json.startArray();
      tokens.tokens().forEach(json::number);
      json.endArray();
    } else {
      json.text(((EmbeddingRequest.Text) input).text());
    }
  }

  @Override
  public List<ChatEvent> read(Bytes body, EmbeddingPart asked) {
    EmbeddingAnswer answer = new EmbeddingAnswer(asked);
    EmbeddingBody.read(body, (json, name) -> field(json, name, answer));
    return answer.events();
  }

  private void field(EmbeddingBody json, String name, EmbeddingAnswer answer) throws IOException {
    switch (name) {
      case "model" -> answer.model(json.text());
      case "usage" -> answer.usage(UsageReader.read(json.tree(), flavor));
      case "data" -> json.array(() -> new Entry(json).read(answer));
      default -> {
        // Nothing hangs on it.
      }
    }
  }

  /** One vector with its place, in whichever order they come. */
  private static final class Entry {
    private final EmbeddingBody json;
    private @Nullable Integer index;
    private @Nullable Vector vector;

    Entry(EmbeddingBody json) {
      this.json = json;
    }

    void read(EmbeddingAnswer answer) throws IOException {
      json.object(
          name -> {
            if (name.equals("index")) {
              index = json.integer();
            } else if (name.equals("embedding")) {
              vector = json.vector();
            }
          });
      answer.vector(index, vector);
    }
  }
}
