package io.lattice.node;

import io.lattice.core.bridge.Face;
import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.JsonLimits;
import io.lattice.core.dialect.anthropic.AnthropicDialect;
import io.lattice.core.dialect.gemini.GeminiApi;
import io.lattice.core.dialect.gemini.GeminiDialect;
import io.lattice.core.dialect.ollama.OllamaDialect;
import io.lattice.core.dialect.openai.OpenAiDialect;
import io.lattice.core.dialect.openai.OpenAiFlavor;
import io.lattice.core.dialect.responses.ResponsesDialect;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a node may be spoken to.
 *
 * @param openAi what plain JSON on the event bus speaks too
 * @param faces of the HTTP bridge; the first also says what goes wrong at none
 */
record Speech(Dialect openAi, Map<String, Dialect> dialects, List<Face> faces) {

  /**
   * @param limits of what callers send
   */
  static Speech of(JsonLimits limits) {
    Dialect openAi = OpenAiDialect.of(OpenAiFlavor.OPENAI).withLimits(limits);
    Dialect anthropic = new AnthropicDialect(limits);
    Dialect responses = new ResponsesDialect(limits);
    Dialect ollama = new OllamaDialect(limits);
    Dialect gemini = GeminiDialect.of(GeminiApi.DEVELOPER).withLimits(limits);
    return new Speech(
        openAi,
        Stream.of(openAi, anthropic, responses, gemini, ollama)
            .collect(Collectors.toMap(Dialect::name, Function.identity())),
        List.of(
            Face.at("/v1/chat/completions", openAi),
            Face.anthropic(anthropic),
            Face.at("/v1/responses", responses),
            Face.gemini(gemini)));
  }
}
