package io.lattice.core.dialect.gemini;

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
 * Google's {@code batchEmbedContents}. It counts no tokens for gemini-embedding-001.
 *
 * @see <a href="https://ai.google.dev/api/embeddings">Embeddings</a>
 */
public record EmbeddingGeminiDialect() implements EmbeddingDialect {

  @Override
  public int maxInputs() {
    return 100;
  }

  /** Of each text it takes some thousands; of all together it names no limit. */
  @Override
  public long maxTokens() {
    return 300_000;
  }

  @Override
  public WrittenRequest write(EmbeddingRequest part, UpstreamTarget target) {
    return Embeddings.writeBatch(part, target.modelId());
  }

  @Override
  public List<ChatEvent> read(Bytes body, EmbeddingPart asked) {
    return Embeddings.answer(body, asked).events();
  }

  @Override
  public ChatError readError(int status, Function<String, @Nullable String> header, Bytes body) {
    return GoogleError.read(status, header, body);
  }
}
