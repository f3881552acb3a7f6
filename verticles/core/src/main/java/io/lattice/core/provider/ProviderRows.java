package io.lattice.core.provider;

import io.lattice.config.ProviderSettings;
import io.lattice.core.dialect.anthropic.AnthropicDialect;
import io.lattice.core.dialect.gemini.GeminiApi;
import io.lattice.core.dialect.gemini.GeminiDialect;
import io.lattice.core.dialect.ollama.OllamaDialect;
import io.lattice.core.dialect.openai.OpenAiDialect;
import io.lattice.core.dialect.openai.OpenAiFlavor;
import io.lattice.core.dialect.responses.ResponsesDialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every kind of provider that is reached over HTTP. */
final class ProviderRows {
  private static final Endpoint CHAT = Endpoint.fixed("/chat/completions");
  private static final Way RESPONSES = Way.of(new ResponsesDialect(), Endpoint.fixed("/responses"));

  private static final Map<String, ProviderRow> BY_KIND =
      Map.of(
          "openai",
          openAi(OpenAiFlavor.OPENAI, CHAT, Credential.BEARER, "/models").with(RESPONSES),
          "anthropic",
          new ProviderRow(
              List.of(Way.of(AnthropicDialect.create(), Endpoint.fixed("/v1/messages"))),
              Credential.X_API_KEY,
              Map.of("anthropic-version", AnthropicDialect.VERSION),
              provider -> "/v1/models?limit=1"),
          "xai",
          openAi(OpenAiFlavor.XAI, CHAT, Credential.BEARER, "/models").with(RESPONSES),
          "azure",
          openAi(OpenAiFlavor.AZURE, Endpoint::azure, Credential.API_KEY, Endpoint::azureModels)
              .with(
                  new Way(
                      new ResponsesDialect(),
                      Endpoint.fixed("/openai/v1/responses"),
                      Endpoint::isV1)),
          "dial",
          openAi(OpenAiFlavor.DIAL, Endpoint::dial, Credential.API_KEY, "/openai/models"),
          "google",
          new ProviderRow(
              List.of(Way.of(GeminiDialect.of(GeminiApi.DEVELOPER), Endpoint::gemini)),
              Credential.X_GOOG_API_KEY,
              Map.of(),
              provider -> "/v1beta/models?pageSize=1"),
          // On the API that it shares with OpenAI it cuts prompts, and thinks as it likes.
          "ollama",
          new ProviderRow(
              List.of(Way.of(new OllamaDialect(), Endpoint.fixed("/api/chat"))),
              Credential.BEARER,
              Map.of("accept", "application/x-ndjson, application/json"),
              OllamaQuestion.PULLED),
          ProviderSettings.OPENAI_COMPATIBLE,
          openAi(OpenAiFlavor.COMPATIBLE, CHAT, Credential.BEARER, "/models"));

  private ProviderRows() {}

  private static ProviderRow openAi(
      OpenAiFlavor flavor, Endpoint endpoint, Credential credential, String health) {
    return openAi(flavor, endpoint, credential, provider -> health);
  }

  private static ProviderRow openAi(
      OpenAiFlavor flavor, Endpoint endpoint, Credential credential, HealthQuestion health) {
    return new ProviderRow(
        List.of(Way.of(OpenAiDialect.of(flavor), endpoint)), credential, Map.of(), health);
  }

  static Optional<ProviderRow> ofKind(String kind) {
    return Optional.ofNullable(BY_KIND.get(kind));
  }
}
