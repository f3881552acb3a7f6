package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.EmbeddingAnswer;
import io.lattice.core.dialect.EmbeddingBody;
import io.lattice.core.dialect.EmbeddingDialect;
import io.lattice.core.dialect.EmbeddingInputs;
import io.lattice.core.dialect.EmbeddingPart;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Google's {@code batchEmbedContents}. It counts no tokens for gemini-embedding-001.
 *
 * @see <a href="https://ai.google.dev/api/embeddings">Embeddings</a>
 */
public record EmbeddingGeminiDialect() implements EmbeddingDialect {
  private static final BigDecimal MAX_TOKENS = BigDecimal.valueOf(1_000_000_000L);

  /** What a caller may say that OpenAI has no word for, for each text. */
  private static final Set<String> EXTRAS = Set.of("taskType", "title", "autoTruncate");

  @Override
  public int maxInputs() {
    return 100;
  }

  @Override
  public long maxTokens() {
    return 300_000;
  }

  @Override
  public WrittenRequest write(EmbeddingRequest part, UpstreamTarget target) {
    Map<String, Json> extras = new TreeMap<>(part.extras());
    extras.keySet().retainAll(EXTRAS);
    JsonText json = new JsonText().startObject().name("requests").startArray();
    for (EmbeddingRequest.Input input : part.inputs()) {
      json.startObject().field("model", "models/" + target.modelId());
      json.name("content").startObject().name("parts").startArray().startObject();
      json.field("text", EmbeddingInputs.textOf(input, "Gemini"));
      json.endObject().endArray().endObject();
      json.field("outputDimensionality", part.dimensions());
      json.fields(extras, name -> false).endObject();
    }
    return new WrittenRequest(
        json.endArray().endObject().bytes(), Adaptation.dropping(dropped(part)));
  }

  private static Set<String> dropped(EmbeddingRequest part) {
    Set<String> dropped = new LinkedHashSet<>(part.extras().keySet());
    dropped.removeAll(EXTRAS);
    if (part.endUser() != null) {
      dropped.add("user");
    }
    return dropped;
  }

  @Override
  public List<ChatEvent> read(Bytes body, EmbeddingPart asked) {
    EmbeddingAnswer answer = new EmbeddingAnswer(asked);
    EmbeddingBody.read(body, (json, name) -> field(json, name, answer));
    return answer.events();
  }

  private static void field(EmbeddingBody json, String name, EmbeddingAnswer answer)
      throws IOException {
    switch (name) {
      case "embeddings" -> json.array(() -> embedding(json, answer));
      case "usageMetadata" -> answer.usage(usage(json.tree()));
      default -> {
        // Nothing hangs on it.
      }
    }
  }

  private static void embedding(EmbeddingBody json, EmbeddingAnswer answer) throws IOException {
    json.object(
        name -> {
          if (name.equals("values")) {
            answer.vector(json.vector());
          }
        });
  }

  private static @Nullable Usage usage(JsonTree told) {
    JsonTree count = told.get("promptTokenCount");
    BigDecimal tokens = count == null ? null : count.number();
    return tokens == null
        ? null
        : Usage.counted(tokens.max(BigDecimal.ZERO).min(MAX_TOKENS).longValue(), 0)
            .withRaw(told.json());
  }
}
