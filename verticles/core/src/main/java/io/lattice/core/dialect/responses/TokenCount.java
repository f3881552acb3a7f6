package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.JsonSpans;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.WrittenRequest;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many tokens of input a request would take: {@code POST /responses/input_tokens}, which costs
 * nothing. Its question is a request with fewer fields.
 */
public final class TokenCount {
  private static final Set<String> COUNTED =
      Set.of(
          "model",
          "input",
          "instructions",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "text",
          "reasoning",
          "truncation",
          "conversation",
          "previous_response_id");

  private TokenCount() {}

  /** The question, of a request as its provider would get it. */
  public static Bytes question(Bytes request) {
    JsonSpans fields = JsonSpans.of(request);
    Set<String> others = new LinkedHashSet<>(fields.names());
    others.removeAll(COUNTED);
    return fields.with(Map.of(), others);
  }

  /** The same with what was told of the request. */
  static WrittenRequest of(WrittenRequest request) {
    return new WrittenRequest(question(request.body()), request.adaptation());
  }

  /**
   * The number in a provider's answer.
   *
   * @throws io.lattice.core.dialect.DialectException with UPSTREAM_PROTOCOL where there is none
   */
  public static long read(Bytes answer) {
    JsonTree tokens = JsonTree.read(answer).get("input_tokens");
    BigDecimal number = tokens == null ? null : tokens.number();
    if (number == null || number.signum() < 0 || number.compareTo(UsageReader.MAX_TOKENS) > 0) {
      throw AnswerProgress.protocol("the provider counted tokens and told no number of them");
    }
    return number.longValue();
  }

  /** The answer for a caller. */
  public static Bytes write(long inputTokens) {
    JsonText json = new JsonText().startObject().field("object", "response.input_tokens");
    return json.field("input_tokens", (Long) inputTokens).endObject().bytes();
  }
}
