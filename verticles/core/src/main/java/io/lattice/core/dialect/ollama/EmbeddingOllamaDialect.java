package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.core.dialect.EmbeddingDialect;
import io.lattice.core.dialect.EmbeddingPart;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ollama's {@code /api/embed}. A text that the model does not hold is refused and not cut: a vector
 * of half a text is a wrong one, and nothing would show it.
 *
 * @see <a href="https://github.com/ollama/ollama/blob/main/docs/api.md">Generate Embeddings</a>
 */
public record EmbeddingOllamaDialect() implements EmbeddingDialect {

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
    return Embeddings.write(part, target);
  }

  @Override
  public List<ChatEvent> read(Bytes body, EmbeddingPart asked) {
    return EmbeddingReader.read(body, asked).events();
  }

  @Override
  public ChatError readError(int status, Function<String, @Nullable String> header, Bytes body) {
    return Failures.read(status, header, body);
  }
}
