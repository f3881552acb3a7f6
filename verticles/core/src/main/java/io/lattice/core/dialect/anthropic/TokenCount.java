package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonSpans;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many tokens a question would take: {@code /v1/messages/count_tokens}, both ways. It refuses
 * fields that only an answer needs.
 */
public final class TokenCount {
  private static final String INPUT_TOKENS = "input_tokens";
  private static final int MAX_DIGITS = 12;

  private static final Set<String> FIELDS =
      Set.of(
          RequestAdoption.MODEL,
          RequestAdoption.VERSION,
          "messages",
          "system",
          "tools",
          "tool_choice",
          ThinkingWriter.FIELD,
          OutputConfig.FIELD,
          CacheMark.FIELD,
          "context_management",
          "mcp_servers",
          "speed");

  private TokenCount() {}

  /**
   * The provider's request for a question of ours. The model is in it even where the target names
   * it in the path, as the clouds' own way to count wants it.
   *
   * @throws DialectException with INVALID_REQUEST where the dialect cannot say the question
   */
  public static WrittenRequest write(ChatRequest request, UpstreamTarget target) {
    WrittenRequest question = new RequestWriter(request, target).write();
    return counting(question.body(), target, withoutLimit(question.adaptation()));
  }

  /** The same for a question that the caller wrote in this dialect, otherwise byte for byte. */
  public static WrittenRequest adopt(Bytes question, UpstreamTarget target) {
    return counting(question, target, Adaptation.NONE);
  }

  private static WrittenRequest counting(
      Bytes question, UpstreamTarget target, Adaptation adaptation) {
    JsonSpans fields = JsonSpans.of(question);
    Told told = new Told();
    Map<String, Bytes> set = new LinkedHashMap<>();
    set.put(RequestAdoption.MODEL, RequestAdoption.quoted(target.modelId()));
    String version = TargetOptions.versionInBody(target);
    if (version != null) {
      set.put(RequestAdoption.VERSION, RequestAdoption.quoted(version));
    }
    RequestAdoption.withoutForeignThoughts(fields, set, told);
    Set<String> without = new HashSet<>(fields.names());
    without.removeAll(FIELDS);
    return new WrittenRequest(fields.with(set, without), adaptation.and(told.adaptation()));
  }

  /** A limit of the answer changes no question. */
  private static Adaptation withoutLimit(Adaptation told) {
    List<String> changed =
        told.changed().stream().filter(each -> !each.startsWith(MaxTokens.FIELD)).toList();
    return Adaptation.of(told.dropped(), changed);
  }

  /**
   * The tokens of a provider's answer.
   *
   * @throws DialectException with UPSTREAM_PROTOCOL where it tells none
   */
  public static long read(Bytes answer) {
    JsonTree tokens = JsonTree.read(answer).get(INPUT_TOKENS);
    BigDecimal number = tokens == null ? null : tokens.number();
    if (number == null || number.signum() < 0 || number.precision() - number.scale() > MAX_DIGITS) {
      throw AnswerProgress.protocol("the provider's answer counts no tokens");
    }
    return number.longValue();
  }

  /** What a caller is told. */
  public static Bytes write(long inputTokens) {
    return new JsonText().startObject().field(INPUT_TOKENS, (Long) inputTokens).endObject().bytes();
  }
}
