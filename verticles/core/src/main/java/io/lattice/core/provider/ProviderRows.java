package io.lattice.core.provider;

import io.lattice.config.ProviderSettings;
import io.lattice.core.dialect.gemini.GeminiApi;
import io.lattice.core.dialect.gemini.GeminiDialect;
import io.lattice.core.dialect.openai.OpenAiDialect;
import io.lattice.core.dialect.openai.OpenAiFlavor;
import io.lattice.core.dialect.responses.ResponsesDialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Every kind of provider that is reached over HTTP. */
final class ProviderRows {
  private static final Endpoint CHAT = Endpoint.fixed("/chat/completions");
  private static final Endpoint EMBEDDINGS = Endpoint.fixed("/embeddings");
  private static final Way RESPONSES = Way.of(new ResponsesDialect(), Endpoint.fixed("/responses"));

  private static final Map<String, ProviderRow> BY_KIND =
      Map.of(
          "openai",
          openAi(OpenAiFlavor.OPENAI, CHAT, Credential.BEARER, "/models")
              .with(RESPONSES)
              .with(EmbeddingWay.openAi(OpenAiFlavor.OPENAI, EMBEDDINGS)),
          "xai",
          openAi(OpenAiFlavor.XAI, CHAT, Credential.BEARER, "/models").with(RESPONSES),
          "azure",
          openAi(OpenAiFlavor.AZURE, Endpoint::azure, Credential.API_KEY, Endpoint::azureModels)
              .with(
                  new Way(
                      new ResponsesDialect(),
                      Endpoint.fixed("/openai/v1/responses"),
                      Endpoint::isV1))
              .with(EmbeddingWay.openAi(OpenAiFlavor.AZURE, Endpoint::azureEmbeddings)),
          "dial",
          openAi(OpenAiFlavor.DIAL, Endpoint::dial, Credential.API_KEY, "/openai/models")
              .with(EmbeddingWay.openAi(OpenAiFlavor.DIAL, Endpoint::dialEmbeddings)),
          "google",
          new ProviderRow(
                  List.of(Way.of(GeminiDialect.of(GeminiApi.DEVELOPER), Endpoint::gemini)),
                  Credential.X_GOOG_API_KEY,
                  Map.of(),
                  provider -> "/v1beta/models?pageSize=1")
              .with(EmbeddingWay.GEMINI),
          // Its native API comes with its own dialect; this is the one it shares with OpenAI.
          "ollama",
          openAi(
                  OpenAiFlavor.COMPATIBLE,
                  Endpoint.fixed("/v1/chat/completions"),
                  Credential.BEARER,
                  "/v1/models")
              .with(EmbeddingWay.OLLAMA),
          ProviderSettings.OPENAI_COMPATIBLE,
          openAi(OpenAiFlavor.COMPATIBLE, CHAT, Credential.BEARER, "/models")
              .with(EmbeddingWay.openAi(OpenAiFlavor.COMPATIBLE, EMBEDDINGS)));

  private ProviderRows() {}

  private static ProviderRow openAi(
      OpenAiFlavor flavor, Endpoint endpoint, Credential credential, String health) {
    return openAi(flavor, endpoint, credential, provider -> health);
  }

  private static ProviderRow openAi(
      OpenAiFlavor flavor,
      Endpoint endpoint,
      Credential credential,
      Function<ProviderSettings, String> health) {
    return new ProviderRow(
        List.of(Way.of(OpenAiDialect.of(flavor), endpoint)), credential, Map.of(), health);
  }

  static Optional<ProviderRow> ofKind(String kind) {
    return Optional.ofNullable(BY_KIND.get(kind));
  }
}
