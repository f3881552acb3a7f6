package io.lattice.core.dialect.anthropic;

import io.lattice.core.dialect.ExchangeFile;
import java.util.stream.Stream;

/** The exchanges with Claude, at Anthropic and at clouds that resell it. */
final class AnthropicExchanges {
  private AnthropicExchanges() {}

  /** Of Vertex AI only what is said to Claude. */
  static Stream<ExchangeFile> all() {
    return ExchangeFile.with("anthropic", "vertex")
        .filter(file -> !file.provider().equals("vertex") || file.name().contains("/anthropic-"));
  }

  static boolean isChat(ExchangeFile file) {
    return file.path().endsWith("/v1/messages") || file.path().endsWith("awPredict");
  }
}
