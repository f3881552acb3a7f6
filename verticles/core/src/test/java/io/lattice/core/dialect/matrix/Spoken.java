package io.lattice.core.dialect.matrix;

import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.anthropic.AnthropicDialect;
import io.lattice.core.dialect.gemini.GeminiApi;
import io.lattice.core.dialect.gemini.GeminiDialect;
import io.lattice.core.dialect.ollama.OllamaDialect;
import io.lattice.core.dialect.openai.OpenAiDialect;
import io.lattice.core.dialect.openai.OpenAiFlavor;
import io.lattice.core.dialect.responses.ResponsesDialect;
import java.util.List;

/**
 * A dialect by the name under which the table shows it.
 *
 * @param echo how a caller of it puts an answer into the next question
 */
record Spoken(String name, Dialect dialect, Echo echo) {
  private static final Spoken OPENAI =
      new Spoken("openai", OpenAiDialect.of(OpenAiFlavor.OPENAI), Echo.OPENAI);
  private static final Spoken RESPONSES =
      new Spoken("responses", new ResponsesDialect(), Echo.RESPONSES);
  private static final Spoken ANTHROPIC =
      new Spoken("anthropic", AnthropicDialect.create(), Echo.ANTHROPIC);
  private static final Spoken GEMINI =
      new Spoken("gemini", GeminiDialect.of(GeminiApi.DEVELOPER), Echo.GEMINI);

  static final List<Spoken> FACES = List.of(OPENAI, RESPONSES, ANTHROPIC, GEMINI);

  static final List<Spoken> PROVIDERS =
      List.of(
          OPENAI,
          new Spoken("compatible", OpenAiDialect.of(OpenAiFlavor.COMPATIBLE), Echo.OPENAI),
          RESPONSES,
          ANTHROPIC,
          GEMINI,
          new Spoken("ollama", new OllamaDialect(), Echo.OPENAI));

  @Override
  public String toString() {
    return name;
  }
}
