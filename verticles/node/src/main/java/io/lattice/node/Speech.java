package io.lattice.node;

import io.lattice.core.bridge.Face;
import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.EmbeddingInputs;
import io.lattice.core.dialect.EmbeddingSpeech;
import io.lattice.core.dialect.JsonLimits;
import io.lattice.core.dialect.anthropic.AnthropicDialect;
import io.lattice.core.dialect.gemini.EmbeddingCalls;
import io.lattice.core.dialect.gemini.EmbeddingGeminiSpeech;
import io.lattice.core.dialect.gemini.GeminiApi;
import io.lattice.core.dialect.gemini.GeminiDialect;
import io.lattice.core.dialect.ollama.OllamaDialect;
import io.lattice.core.dialect.openai.EmbeddingOpenAiSpeech;
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
 * @param embeddings how vectors are asked for in that dialect
 * @param faces of the HTTP bridge; the first also says what goes wrong at none
 */
record Speech(
    Dialect openAi, EmbeddingSpeech embeddings, Map<String, Dialect> dialects, List<Face> faces) {

  /**
   * @param limits of what callers send
   * @param inputs how many texts they may send at a time
   */
  static Speech of(JsonLimits limits, EmbeddingInputs inputs) {
    Dialect openAi = OpenAiDialect.of(OpenAiFlavor.OPENAI).withLimits(limits);
    Dialect anthropic = new AnthropicDialect(limits);
    ResponsesDialect responses = new ResponsesDialect(limits);
    Dialect ollama = new OllamaDialect(limits);
    Dialect gemini = GeminiDialect.of(GeminiApi.DEVELOPER).withLimits(limits);
    EmbeddingSpeech embeddings = new EmbeddingOpenAiSpeech(limits, inputs);
    return new Speech(
        openAi,
        embeddings,
        Stream.<Dialect>of(openAi, anthropic, responses, gemini, ollama)
            .collect(Collectors.toMap(Dialect::name, Function.identity())),
        List.of(
            Face.at("/v1/chat/completions", openAi),
            Face.anthropic(anthropic),
            Face.anthropic(anthropic)
                .counting("/v1/messages/count_tokens", AnthropicDialect.counting()),
            Face.at("/v1/responses", responses),
            Face.at("/v1/responses", responses)
                .counting("/v1/responses/input_tokens", responses.counting()),
            Face.gemini(
                gemini,
                Map.of(
                    "embedContent",
                    new EmbeddingGeminiSpeech(EmbeddingCalls.Form.ONE, limits, inputs),
                    "batchEmbedContents",
                    new EmbeddingGeminiSpeech(EmbeddingCalls.Form.BATCH, limits, inputs)),
                GeminiDialect.counting(GeminiApi.DEVELOPER)),
            Face.vectorsAt("/v1/embeddings", openAi, embeddings)));
  }
}
