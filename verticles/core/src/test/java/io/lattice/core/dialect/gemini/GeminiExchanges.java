package io.lattice.core.dialect.gemini;

import io.lattice.core.dialect.ExchangeFile;
import java.util.stream.Stream;

/** The exchanges with Google, and what their addresses say. */
final class GeminiExchanges {
  private GeminiExchanges() {}

  static Stream<ExchangeFile> all() {
    return ExchangeFile.with("google", "vertex");
  }

  static boolean isChat(ExchangeFile file) {
    return isStream(file) || file.path().endsWith(":generateContent");
  }

  /** By its address: Google also streams elements of a JSON array. */
  static boolean isStream(ExchangeFile file) {
    return file.path().endsWith(":streamGenerateContent");
  }

  static GeminiDialect dialect(ExchangeFile file) {
    return GeminiDialect.of(
        file.provider().equals("vertex") ? GeminiApi.VERTEX : GeminiApi.DEVELOPER);
  }

  static String model(ExchangeFile file) {
    return file.path().replaceAll(".*/models/", "").replaceAll(":.*", "");
  }
}
