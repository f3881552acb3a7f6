package io.lattice.core.dialect.openai;

import io.lattice.core.dialect.ExchangeFile;
import java.util.Locale;
import java.util.stream.Stream;

/** The exchanges with those who speak OpenAI's dialect. */
final class OpenAiExchanges {
  private OpenAiExchanges() {}

  static Stream<ExchangeFile> all() {
    return ExchangeFile.with("openai", "azure", "xai", "dial");
  }

  static boolean isChat(ExchangeFile file) {
    return file.path().endsWith("/chat/completions");
  }

  static OpenAiFlavor flavor(ExchangeFile file) {
    return OpenAiFlavor.valueOf(file.provider().toUpperCase(Locale.ROOT));
  }

  static OpenAiDialect dialect(ExchangeFile file) {
    return OpenAiDialect.of(flavor(file));
  }
}
