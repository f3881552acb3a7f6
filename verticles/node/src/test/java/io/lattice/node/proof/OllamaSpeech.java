package io.lattice.node.proof;

import static io.lattice.node.proof.ProviderSpeech.quoted;

/** Ollama's lines. */
enum OllamaSpeech implements ProviderSpeech {
  OLLAMA;

  private static final String HEAD =
      "\"model\":\"scripted\",\"created_at\":\"2026-05-24T20:26:46.294874Z\",";
  private static final String CALLS =
      "[{\"id\":\"call_0npgcaye\",\"function\":{\"index\":0,\"name\":\"weather\",\"arguments\":{\"city\":\"Köln\"}}},"
          + "{\"id\":\"call_1npgcaye\",\"function\":{\"index\":1,\"name\":\"clock\",\"arguments\":{}}},"
          + "{\"id\":\"call_2npgcaye\",\"function\":{\"index\":2,\"name\":\"weather\",\"arguments\":{\"city\":\"Ulm\"}}}]";

  @Override
  public String streamType() {
    return "application/x-ndjson";
  }

  /** There is none: the first line has words. */
  @Override
  public String opening(UsageTold told) {
    return "";
  }

  @Override
  public String text(String piece) {
    return "{%s%s,\"done\":false}\n".formatted(HEAD, message(quoted(piece), ""));
  }

  @Override
  public String ending(UsageTold told) {
    return switch (told) {
      case ONCE -> last(",\"prompt_eval_count\":5,\"eval_count\":7");
      case TWICE ->
          "{%s%s,\"done\":false,\"prompt_eval_count\":5,\"eval_count\":3}\n"
                  .formatted(HEAD, message("\"\"", ""))
              + last(",\"prompt_eval_count\":5,\"eval_count\":7");
      case NEVER -> last("");
      case ABSURD -> last(",\"prompt_eval_count\":-5,\"eval_count\":-7");
    };
  }

  private static String last(String counts) {
    return "{%s%s,\"done_reason\":\"stop\",\"done\":true,\"total_duration\":1897385625%s}\n"
        .formatted(HEAD, message("\"\"", ""), counts);
  }

  @Override
  public String toolCalls() {
    return "{%s%s,\"done\":false}\n".formatted(HEAD, message("\"\"", ",\"tool_calls\":" + CALLS))
        + ending(UsageTold.ONCE);
  }

  /** It has none of its own; what stands before it may send empty lines. */
  @Override
  public String ping() {
    return "\n";
  }

  @Override
  public String failure(String message) {
    return refusal(500, message) + "\n";
  }

  @Override
  public String whole(String text) {
    return done(message(quoted(text), ""));
  }

  @Override
  public String wholeToolCalls() {
    return done(message("\"\"", ",\"tool_calls\":" + CALLS));
  }

  private static String done(String message) {
    return "{%s%s,\"done_reason\":\"stop\",\"done\":true,\"prompt_eval_count\":5,\"eval_count\":7}"
        .formatted(HEAD, message);
  }

  @Override
  public String nothing() {
    return "{%s\"done\":true}".formatted(HEAD);
  }

  @Override
  public String refusal(int status, String message) {
    return "{\"error\":%s}".formatted(quoted(message));
  }

  private static String message(String content, String more) {
    return "\"message\":{\"role\":\"assistant\",\"content\":%s%s}".formatted(content, more);
  }
}
