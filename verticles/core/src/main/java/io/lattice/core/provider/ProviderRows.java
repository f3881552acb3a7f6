package io.lattice.core.provider;

import io.lattice.api.chat.Bytes;
import io.lattice.config.ProviderSettings;
import io.lattice.core.dialect.ModelPage;
import io.lattice.core.dialect.anthropic.AnthropicDialect;
import io.lattice.core.dialect.gemini.GeminiApi;
import io.lattice.core.dialect.gemini.GeminiDialect;
import io.lattice.core.dialect.gemini.ModelList.Model;
import io.lattice.core.dialect.ollama.ModelList;
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
  private static final Endpoint EMBEDDINGS = Endpoint.fixed("/embeddings");
  private static final ModelListing MODELS = ModelListing.whole("/models");
  private static final Way RESPONSES = Way.of(new ResponsesDialect(), Endpoint.fixed("/responses"));

  private static final Map<String, ProviderRow> BY_KIND =
      Map.of(
          "openai",
          openAi(OpenAiFlavor.OPENAI, CHAT, Credential.BEARER, MODELS)
              .with(RESPONSES)
              .with(EmbeddingWay.openAi(OpenAiFlavor.OPENAI, EMBEDDINGS))
              .with(CountingWay.RESPONSES),
          "anthropic",
          new ProviderRow(
                  List.of(Way.of(AnthropicDialect.create(), Endpoint.fixed("/v1/messages"))),
                  Credential.X_API_KEY,
                  Map.of("anthropic-version", AnthropicDialect.VERSION),
                  ModelListing.paged("/v1/models?limit=1000", "after_id", ModelPage::read))
              .with(CountingWay.ANTHROPIC),
          "xai",
          // Only the second list has the aliases.
          openAi(OpenAiFlavor.XAI, CHAT, Credential.BEARER, MODELS.and("/language-models"))
              .with(RESPONSES),
          "azure",
          openAi(
                  OpenAiFlavor.AZURE,
                  Endpoint::azure,
                  Credential.API_KEY,
                  ModelListing.ofBaseModels(Endpoint::azureModels))
              .with(
                  new Way(
                      new ResponsesDialect(),
                      Endpoint.fixed("/openai/v1/responses"),
                      Endpoint::isV1))
              .with(EmbeddingWay.openAi(OpenAiFlavor.AZURE, Endpoint::azureEmbeddings)),
          "dial",
          openAi(
                  OpenAiFlavor.DIAL,
                  Endpoint::dial,
                  Credential.API_KEY,
                  ModelListing.whole("/openai/models").and("/openai/applications"))
              .with(EmbeddingWay.openAi(OpenAiFlavor.DIAL, Endpoint::dialEmbeddings)),
          "google",
          new ProviderRow(
                  List.of(Way.of(GeminiDialect.of(GeminiApi.DEVELOPER), Endpoint::gemini)),
                  Credential.X_GOOG_API_KEY,
                  Map.of(),
                  ModelListing.paged(
                      "/v1beta/models?pageSize=1000", "pageToken", ProviderRows::geminiPage))
              .with(EmbeddingWay.GEMINI)
              .with(CountingWay.GEMINI),
          // On the API that it shares with OpenAI it cuts prompts, and thinks as it likes.
          "ollama",
          new ProviderRow(
                  List.of(Way.of(new OllamaDialect(), Endpoint.fixed("/api/chat"))),
                  Credential.BEARER,
                  Map.of("accept", "application/x-ndjson, application/json"),
                  ModelListing.paged("/api/tags", "", ProviderRows::ollamaPage))
              .with(EmbeddingWay.OLLAMA),
          ProviderSettings.OPENAI_COMPATIBLE,
          openAi(OpenAiFlavor.COMPATIBLE, CHAT, Credential.BEARER, MODELS)
              .with(EmbeddingWay.openAi(OpenAiFlavor.COMPATIBLE, EMBEDDINGS)));

  private ProviderRows() {}

  private static ProviderRow openAi(
      OpenAiFlavor flavor, Endpoint endpoint, Credential credential, ModelListing listing) {
    return new ProviderRow(
        List.of(Way.of(OpenAiDialect.of(flavor), endpoint)), credential, Map.of(), listing);
  }

  private static ModelPage geminiPage(Bytes answer) {
    var page = io.lattice.core.dialect.gemini.ModelList.read(answer);
    return new ModelPage(page.models().stream().map(Model::id).toList(), page.nextPage());
  }

  private static ModelPage ollamaPage(Bytes answer) {
    return ModelPage.whole(
        ModelList.read(answer).models().stream().map(ModelList.Model::name).toList());
  }

  static Optional<ProviderRow> ofKind(String kind) {
    return Optional.ofNullable(BY_KIND.get(kind));
  }
}
