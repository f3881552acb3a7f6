package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonSpans;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many tokens a question would take: {@code :countTokens}, both ways. See
 * https://ai.google.dev/api/tokens.
 */
public final class TokenCount {
  private static final String QUESTION = "generateContentRequest";
  private static final String TOTAL = "totalTokens";

  /** What Vertex AI counts, beside each other in the body. */
  private static final Set<String> COUNTED_BY_VERTEX =
      Set.of("contents", "systemInstruction", "system_instruction", "tools", "generationConfig");

  private TokenCount() {}

  /** The provider's request for a question of ours. */
  public static WrittenRequest write(ChatRequest request, UpstreamTarget target, GeminiApi api) {
    WrittenRequest question = GeminiDialect.of(api).writeRequest(request, target);
    return new WrittenRequest(wrapped(question.body(), target, api), question.adaptation());
  }

  /** The same for a question that the caller wrote in this dialect. */
  public static WrittenRequest adopt(Bytes question, UpstreamTarget target, GeminiApi api) {
    WrittenRequest adopted = GeminiDialect.of(api).adoptRequest(question, target);
    return new WrittenRequest(wrapped(adopted.body(), target, api), adopted.adaptation());
  }

  /** Only a whole question counts its system prompt and tools; it must name its model. */
  private static Bytes wrapped(Bytes question, UpstreamTarget target, GeminiApi api) {
    JsonSpans fields = JsonSpans.of(question);
    if (api == GeminiApi.VERTEX) {
      Set<String> others = new LinkedHashSet<>(fields.names());
      others.removeAll(COUNTED_BY_VERTEX);
      return fields.with(Map.of(), others);
    }
    Bytes model = new JsonText().text("models/" + target.modelId()).bytes();
    JsonText json = new JsonText().startObject();
    json.field(QUESTION, Json.of(fields.with(Map.of("model", model), Set.of()).utf8()));
    return json.endObject().bytes();
  }

  /**
   * The tokens of a provider's answer.
   *
   * @throws DialectException with UPSTREAM_PROTOCOL where it tells none
   */
  public static long read(Bytes answer) {
    Long tokens = UsageReader.count(JsonTree.read(answer), TOTAL);
    if (tokens == null) {
      throw AnswerProgress.protocol("the provider's answer counts no tokens");
    }
    return tokens;
  }

  /**
   * The question in a caller's request, as it would be asked: all of {@code
   * generateContentRequest}, or else only {@code contents}.
   *
   * @throws DialectException with INVALID_REQUEST where there is neither
   */
  public static Bytes question(Bytes request) {
    JsonSpans fields = JsonSpans.of(request);
    Bytes question = fields.value(QUESTION);
    question = question == null ? fields.value(ProtoNames.snake(QUESTION)) : question;
    if (question == null && fields.value("contents") == null) {
      throw DialectException.invalid("contents", "or " + QUESTION + " must be given");
    }
    return question == null ? request : question;
  }

  /** What a caller is told. */
  public static Bytes write(long inputTokens) {
    return new JsonText().startObject().field(TOTAL, (Long) inputTokens).endObject().bytes();
  }
}
