package io.lattice.config.read;

import io.lattice.config.ProviderSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the providers of one kind are configured with. The variables are the vendors' own and speak
 * for the provider that is named like its kind; any other answers to {@code NAME_API_KEY} and
 * {@code NAME_BASE_URL}.
 *
 * @param word the kind
 * @param keys variables that hold a credential, the first that is set counts
 * @param needsKey whether it is of no use without one
 * @param urls variables besides {@code KIND_BASE_URL} that hold the base URL
 * @param needsUrl whether it is reached by a base URL
 * @param options settings that only this kind has
 * @param modelOptions options that its models may have, in kebab-case
 */
record ProviderKind(
    String word,
    List<String> keys,
    boolean needsKey,
    List<String> urls,
    boolean needsUrl,
    List<ProviderOption> options,
    Set<String> modelOptions) {

  private static final ProviderOption AWS_REGION =
      ProviderOption.needed("region", "AWS_REGION", "AWS_DEFAULT_REGION");
  private static final ProviderOption AWS_KEY_ID =
      ProviderOption.of("access-key-id", "AWS_ACCESS_KEY_ID");
  private static final ProviderOption API_VERSION =
      ProviderOption.of("api-version", "AZURE_OPENAI_API_VERSION", "OPENAI_API_VERSION");

  static final List<ProviderKind> ALL =
      List.of(
          http("openai", List.of("OPENAI_API_KEY"), true)
              .with(
                  ProviderOption.of("organization", "OPENAI_ORG_ID"),
                  ProviderOption.of("project", "OPENAI_PROJECT_ID")),
          http("xai", List.of("XAI_API_KEY"), true),
          http(
                  "azure",
                  List.of("AZURE_OPENAI_KEY", "AZURE_OPENAI_API_KEY"),
                  true,
                  "AZURE_OPENAI_ENDPOINT")
              .with(
                  API_VERSION,
                  ProviderOption.choice("api", "deployments", "v1"),
                  auth("api-key", "bearer", TokenOptions.ENTRA))
              .with(TokenOptions.AZURE),
          http("dial", List.of("DIAL_API_KEY"), true, "DIAL_API_URL")
              .with(ProviderOption.of("api-version"), auth("api-key", "bearer", TokenOptions.OIDC))
              .with(TokenOptions.ANY),
          http("anthropic", List.of("ANTHROPIC_API_KEY"), true),
          http(
              "google",
              List.of("GOOGLE_API_KEY", "GEMINI_API_KEY"),
              true,
              "GOOGLE_GEMINI_BASE_URL"),
          http("ollama", List.of("OLLAMA_API_KEY"), false, "OLLAMA_HOST")
              .withModelOptions("num-ctx", "keep-alive"),
          cloud("bedrock", "AWS_SECRET_ACCESS_KEY")
              .with(AWS_REGION, AWS_KEY_ID, ProviderOption.of("role-arn", "AWS_BEDROCK_ROLE_ARN")),
          cloud("sagemaker", "AWS_SECRET_ACCESS_KEY")
              .with(AWS_REGION, AWS_KEY_ID)
              .withModelOptions("container-model"),
          cloud("vertex")
              .with(
                  ProviderOption.needed("project", "GOOGLE_CLOUD_PROJECT"),
                  ProviderOption.of("location", "VERTEX_AI_LOCATION", "GOOGLE_CLOUD_LOCATION"),
                  ProviderOption.of("credentials-file", "GOOGLE_APPLICATION_CREDENTIALS"))
              .withModelOptions("publisher"),
          cloud("embedded"),
          http(ProviderSettings.OPENAI_COMPATIBLE, List.of(), false)
              .with(auth("bearer", TokenOptions.OIDC))
              .with(TokenOptions.ANY));

  /** The kind of every provider that is nothing else. */
  static ProviderKind compatible() {
    return ALL.get(ALL.size() - 1);
  }

  static Optional<ProviderKind> of(String word) {
    return ALL.stream().filter(kind -> kind.word.equals(word)).findFirst();
  }

  static List<String> words() {
    return ALL.stream().map(ProviderKind::word).toList();
  }

  /** The start of the variables of a provider: {@code VLLM_EU} for {@code vllm-eu}. */
  static String prefix(String provider) {
    return provider.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** Variables that hold the credential of a provider of this kind. */
  List<String> keys(String provider) {
    return provider.equals(word) ? keys : List.of(prefix(provider) + "_API_KEY");
  }

  /** The variable that holds the secret with which a provider of this kind has tokens fetched. */
  String clientSecret(String provider) {
    return prefix(provider) + "_CLIENT_SECRET";
  }

  /** Variables that hold its base URL; the first that is set counts. */
  List<String> urls(String provider) {
    String own = prefix(provider) + "_BASE_URL";
    if (!provider.equals(word)) {
      return List.of(own);
    }
    return Stream.concat(Stream.of(own), urls.stream()).toList();
  }

  private static ProviderKind http(
      String word, List<String> keys, boolean needsKey, String... urls) {
    return new ProviderKind(word, keys, needsKey, List.of(urls), true, List.of(), Set.of());
  }

  private static ProviderKind cloud(String word, String... keys) {
    return new ProviderKind(word, List.of(keys), false, List.of(), false, List.of(), Set.of());
  }

  /** How we tell who we are; the first is meant where nothing is said. */
  private static ProviderOption auth(String... words) {
    return ProviderOption.choice("auth", words);
  }

  private ProviderKind with(ProviderOption... more) {
    return with(List.of(more));
  }

  private ProviderKind with(List<ProviderOption> more) {
    List<ProviderOption> all = Stream.concat(options.stream(), more.stream()).toList();
    return new ProviderKind(word, keys, needsKey, urls, needsUrl, all, modelOptions);
  }

  private ProviderKind withModelOptions(String... names) {
    return new ProviderKind(word, keys, needsKey, urls, needsUrl, options, Set.of(names));
  }
}
