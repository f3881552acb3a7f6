package io.lattice.core.provider;

import io.lattice.core.dialect.EmbeddingDialect;
import io.lattice.core.dialect.gemini.EmbeddingGeminiDialect;
import io.lattice.core.dialect.ollama.EmbeddingOllamaDialect;
import io.lattice.core.dialect.openai.EmbeddingOpenAiDialect;
import io.lattice.core.dialect.openai.OpenAiFlavor;

/** The API under which a provider can be asked for vectors. */
record EmbeddingWay(EmbeddingDialect dialect, Endpoint endpoint) {

  static final EmbeddingWay OLLAMA =
      new EmbeddingWay(new EmbeddingOllamaDialect(), Endpoint.fixed("/api/embed"));

  static final EmbeddingWay GEMINI =
      new EmbeddingWay(new EmbeddingGeminiDialect(), Endpoint::geminiEmbeddings);

  static EmbeddingWay openAi(OpenAiFlavor flavor, Endpoint endpoint) {
    return new EmbeddingWay(new EmbeddingOpenAiDialect(flavor), endpoint);
  }
}
