package io.lattice.core.dialect.ollama;

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
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ollama's {@code /api/embed}. A text that the model does not hold is refused and not cut: a vector
 * of half a text is a wrong one, and nothing would show it.
 *
 * @see <a href="https://github.com/ollama/ollama/blob/main/docs/api.md">Generate Embeddings</a>
 */
public record EmbeddingOllamaDialect() implements EmbeddingDialect {
  private static final String WHOLE_NUMBER = "-?\\d{1,9}";

  /** It takes any number; so many at a time keep the time of one call within reason. */
  @Override
  public int maxInputs() {
    return 256;
  }

  @Override
  public long maxTokens() {
    return 300_000;
  }

  @Override
  public WrittenRequest write(EmbeddingRequest part, UpstreamTarget target) {
    JsonText json = new JsonText().startObject();
    json.field("model", target.modelId()).name("input").startArray();
    part.inputs().forEach(input -> json.text(EmbeddingInputs.textOf(input, "Ollama")));
    json.endArray().field("truncate", Boolean.FALSE);
    json.field("dimensions", part.dimensions());
    options(target.options(), json);
    Set<String> dropped = new LinkedHashSet<>(part.extras().keySet());
    if (part.endUser() != null) {
      dropped.add("user");
    }
    return new WrittenRequest(json.endObject().bytes(), Adaptation.dropping(dropped));
  }

  private static void options(Map<String, String> options, JsonText json) {
    String window = options.get("num-ctx");
    if (window != null && window.matches(WHOLE_NUMBER)) {
      json.name("options").startObject();
      json.field("num_ctx", Integer.valueOf(window)).endObject();
    }
    String keepAlive = options.get("keep-alive");
    if (keepAlive != null && keepAlive.matches(WHOLE_NUMBER)) {
      json.field("keep_alive", Json.of(keepAlive));
    } else {
      json.field("keep_alive", keepAlive);
    }
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
      case "model" -> answer.model(json.text());
      case "embeddings" -> json.array(() -> answer.vector(json.vector()));
      case "prompt_eval_count" -> answer.usage(Usage.counted(Math.max(0, json.integer()), 0));
      default -> {
        // Nothing hangs on it.
      }
    }
  }
}
