package io.lattice.core.provider;

import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Deployment;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a provider's API wants a request, below its base URL. Pure. */
@FunctionalInterface
interface Endpoint {

  /** The path and query, with a leading slash. */
  String path(ProviderSettings provider, Deployment deployment, boolean streamed);

  /** Options of a provider, in the words of the configuration. */
  String API = "api";

  String API_VERSION = "api-version";

  /** The last version of the deployments path that is generally available. */
  String GENERALLY_AVAILABLE = "2024-10-21";

  /** What a deployment can be asked for, as its path ends. */
  String CHAT = "chat/completions";

  String EMBEDDINGS = "embeddings";

  /** One path for all models: OpenAI and those who follow it. */
  static Endpoint fixed(String path) {
    return (provider, deployment, streamed) -> path;
  }

  /**
   * Azure's two ways: the deployments path with a version, or the v1 path, which takes the
   * deployment's name as the model.
   */
  static String azure(ProviderSettings provider, Deployment deployment, boolean streamed) {
    return isV1(provider)
        ? "/openai/v1/chat/completions"
        : deployments(encoded(deployment.modelId()), CHAT, provider);
  }

  /** Where Azure makes vectors, on the way that its chats go. */
  static String azureEmbeddings(
      ProviderSettings provider, Deployment deployment, boolean streamed) {
    return isV1(provider)
        ? "/openai/v1/embeddings"
        : deployments(encoded(deployment.modelId()), EMBEDDINGS, provider);
  }

  /** Google's path, which names the model and how to answer. */
  static String gemini(ProviderSettings provider, Deployment deployment, boolean streamed) {
    return "/v1beta/models/%s:%s"
        .formatted(
            encoded(deployment.modelId()),
            streamed ? "streamGenerateContent?alt=sse" : "generateContent");
  }

  /** Whether an Azure provider is asked on the path without a version. */
  static boolean isV1(ProviderSettings provider) {
    return "v1".equals(provider.options().get(API));
  }

  /** DIAL's path; ids of applications hold slashes, which stay as they are. */
  static String dial(ProviderSettings provider, Deployment deployment, boolean streamed) {
    return deployments(withSlashes(deployment), CHAT, provider);
  }

  /** Where DIAL makes vectors. */
  static String dialEmbeddings(ProviderSettings provider, Deployment deployment, boolean streamed) {
    return deployments(withSlashes(deployment), EMBEDDINGS, provider);
  }

  private static String withSlashes(Deployment deployment) {
    return encoded(deployment.modelId()).replace("%2F", "/");
  }

  /** Where Gemini makes the vectors of several texts. */
  static String geminiEmbeddings(
      ProviderSettings provider, Deployment deployment, boolean streamed) {
    return "/v1beta/models/%s:batchEmbedContents".formatted(encoded(deployment.modelId()));
  }

  /** Where Gemini counts tokens. */
  static String geminiCounts(ProviderSettings provider, Deployment deployment, boolean streamed) {
    return "/v1beta/models/%s:countTokens".formatted(encoded(deployment.modelId()));
  }

  /** Where Azure lists the models that a key may deploy, on the way that its chats go. */
  static String azureModels(ProviderSettings provider) {
    return isV1(provider) ? "/openai/v1/models" : "/openai/models?api-version=" + version(provider);
  }

  private static String deployments(String id, String task, ProviderSettings provider) {
    return "/openai/deployments/%s/%s?api-version=%s".formatted(id, task, version(provider));
  }

  private static String version(ProviderSettings provider) {
    return encoded(provider.options().getOrDefault(API_VERSION, GENERALLY_AVAILABLE));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
