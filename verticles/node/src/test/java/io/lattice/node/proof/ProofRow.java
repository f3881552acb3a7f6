package io.lattice.node.proof;

import io.lattice.core.testing.Call;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Every row of providers that is asked over HTTP, as the bench has it and as it must ask. */
@SuppressWarnings("ImmutableEnumChecker") // Records of texts, and enums.
enum ProofRow {
  OPENAI(
      new Where("openai", "", "/v1"),
      new Key("authorization", "Bearer ", "sk-proj-8QmZr3nT0aLwXe5"),
      new Paths("/v1/models", "/v1/chat/completions"),
      OpenAiSpeech.OPENAI),
  AZURE(
      new Where("azure", "api: deployments", ""),
      new Key("api-key", "", "9f86d081884c7d659a2feaa0c55ad015"),
      new Paths(
          "/openai/models?api-version=2024-10-21",
          "/openai/deployments/%s/chat/completions?api-version=2024-10-21"),
      OpenAiSpeech.AZURE),
  AZURE_V1(
      new Where("azure", "api: v1", "/openai/v1"),
      new Key("api-key", "", "60303ae22b998861bce3b28f33eec1be"),
      new Paths("/openai/v1/models", "/openai/v1/chat/completions"),
      OpenAiSpeech.AZURE),
  XAI(
      new Where("xai", "", "/v1"),
      new Key("authorization", "Bearer ", "xai-Tt7uYh2sKd94LmQ0pRz"),
      new Paths("/v1/models", "/v1/chat/completions"),
      OpenAiSpeech.XAI),
  DIAL(
      new Where("dial", "", ""),
      new Key("api-key", "", "dial-team-nine"),
      new Paths("/openai/models", "/openai/deployments/%s/chat/completions?api-version=2024-10-21"),
      OpenAiSpeech.DIAL),
  GOOGLE(
      new Where("google", "", ""),
      new Key("x-goog-api-key", "", "AIzaSyD4eR7uPq2WvXn0kLm8TzYb3"),
      new Paths("/v1beta/models?pageSize=1000", "/v1beta/models/%s:generateContent"),
      GeminiSpeech.GEMINI),
  ANTHROPIC(
      new Where("anthropic", "", ""),
      new Key("x-api-key", "", "sk-ant-api03-Zx9cVb8nMq7wEr"),
      new Paths("/v1/models?limit=1000", "/v1/messages"),
      AnthropicSpeech.ANTHROPIC),
  OLLAMA(
      // As other tools want it, who ask Ollama for the API that it shares with OpenAI.
      new Where("ollama", "", "/v1"),
      new Key("authorization", "Bearer ", "ollama.behind.a.proxy"),
      new Paths("/api/tags", "/api/chat"),
      OllamaSpeech.OLLAMA),
  COMPATIBLE(
      new Where("openai-compatible", "", "/v1"),
      new Key("authorization", "Bearer ", "token-abc123"),
      new Paths("/v1/models", "/v1/chat/completions"),
      OpenAiSpeech.COMPATIBLE);

  /** How it is configured. */
  private record Where(String kind, String options, String base) {}

  /** What proves who we are, and in which header. */
  private record Key(String header, String prefix, String secret) {}

  /** What it must be asked at, with the model's name for {@code %s}. */
  private record Paths(String health, String chat) {}

  private final Where where;
  private final Key key;
  private final Paths paths;

  private final ProviderSpeech speech;

  ProofRow(Where where, Key key, Paths paths, ProviderSpeech speech) {
    this.where = where;
    this.key = key;
    this.paths = paths;
    this.speech = speech;
  }

  /** The provider's name in the configuration. */
  String provider() {
    return "row-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The variable that holds the key. */
  String variable() {
    return "ROW_" + name();
  }

  String secret() {
    return key.secret();
  }

  /** The provider's entry, for an upstream that listens there. */
  String entry(URI upstream) {
    return "name: %s, kind: %s, base_url: '%s%s', credentials: env:%s, options: {%s}"
        .formatted(provider(), where.kind(), upstream, where.base(), variable(), where.options());
  }

  /** How this provider writes. */
  ProviderSpeech speech() {
    return speech;
  }

  String healthPath() {
    return paths.health();
  }

  /** Path and query of a chat. */
  String chatPath(String model, boolean streamed) {
    String path = paths.chat().formatted(model);
    return this == GOOGLE && streamed
        ? path.replace(":generateContent", ":streamGenerateContent?alt=sse")
        : path;
  }

  /** Whether a request holds the key where it belongs. */
  boolean isSigned(Call call) {
    return call.headers(key.header()).equals(List.of(key.prefix() + key.secret()));
  }

  /** A provider of another dialect, who answers where this one does not. */
  ProofRow standIn() {
    return speech instanceof OpenAiSpeech ? ANTHROPIC : COMPATIBLE;
  }
}
