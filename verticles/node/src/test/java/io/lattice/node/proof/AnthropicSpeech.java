package io.lattice.node.proof;

import static io.lattice.node.proof.ProviderSpeech.quoted;

import java.util.Map;

/** Anthropic's messages, padded as it pads them. */
enum AnthropicSpeech implements ProviderSpeech {
  ANTHROPIC;

  private static final Map<Integer, String> TYPES =
      Map.of(
          400, "invalid_request_error",
          401, "authentication_error",
          403, "permission_error",
          404, "not_found_error",
          413, "request_too_large",
          429, "rate_limit_error",
          504, "timeout_error",
          529, "overloaded_error");
  private static final String MESSAGE =
      "\"model\":\"claude-scripted\",\"id\":\"msg_011CeC\",\"type\":\"message\",\"role\":\"assistant\",";

  @Override
  public String streamType() {
    return "text/event-stream; charset=utf-8";
  }

  @Override
  public String opening(UsageTold told) {
    return start(told) + block(0, "{\"type\":\"text\",\"text\":\"\"}") + ping();
  }

  private static String start(UsageTold told) {
    return named(
        "message_start",
        "\"message\":{%s\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":%s}"
            .formatted(
                MESSAGE,
                switch (told) {
                  case NEVER -> "{}";
                  case ABSURD -> usage(-5, -1);
                  case ONCE, TWICE -> usage(5, 1);
                }));
  }

  private static String usage(int in, int out) {
    return "{\"input_tokens\":%d,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"output_tokens\":%d}"
        .formatted(in, out);
  }

  @Override
  public String text(String piece) {
    return delta(0, "{\"type\":\"text_delta\",\"text\":%s}".formatted(quoted(piece)));
  }

  @Override
  public String ending(UsageTold told) {
    return stop(0) + last("end_turn", told);
  }

  private static String last(String reason, UsageTold told) {
    String deltas =
        switch (told) {
          case ONCE -> reason(reason, usage(5, 7));
          case TWICE -> reason(reason, usage(5, 3)) + reason(reason, usage(5, 7));
          case ABSURD -> reason(reason, usage(-5, -7));
          case NEVER -> reason(reason, "{}");
        };
    return deltas + named("message_stop", "");
  }

  private static String reason(String reason, String usage) {
    return named(
        "message_delta",
        "\"delta\":{\"stop_reason\":\"%s\",\"stop_sequence\":null},\"usage\":%s"
            .formatted(reason, usage));
  }

  @Override
  public String toolCalls() {
    return start(UsageTold.ONCE)
        + block(0, tool("toolu_01a", "weather", "{}"))
        + ping()
        + json(0, "")
        + json(0, "{\"city\": ")
        + json(0, "\"Köln\"}")
        + stop(0)
        + block(1, tool("toolu_01b", "clock", "{}"))
        + json(1, "")
        + stop(1)
        + block(2, tool("toolu_01c", "weather", "{}"))
        + json(2, "")
        + json(2, "{\"city\": \"Ulm\"}")
        + stop(2)
        + last("tool_use", UsageTold.ONCE);
  }

  private static String tool(String id, String name, String input) {
    return "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"%s\",\"input\":%s,\"caller\":{\"type\":\"direct\"}}"
        .formatted(id, name, input);
  }

  private static String json(int index, String piece) {
    return delta(
        index, "{\"type\":\"input_json_delta\",\"partial_json\":%s}".formatted(quoted(piece)));
  }

  @Override
  public String ping() {
    return "event: ping\ndata: {\"type\": \"ping\"}\n\n";
  }

  @Override
  public String failure(String message) {
    return "event: error\ndata: " + refusal(529, message) + "\n\n";
  }

  @Override
  public String whole(String text) {
    return answer("[{\"type\":\"text\",\"text\":%s}]".formatted(quoted(text)), "end_turn");
  }

  @Override
  public String wholeToolCalls() {
    String calls =
        String.join(
            ",",
            tool("toolu_01a", "weather", "{\"city\":\"Köln\"}"),
            tool("toolu_01b", "clock", "{}"),
            tool("toolu_01c", "weather", "{\"city\":\"Ulm\"}"));
    return answer("[" + calls + "]", "tool_use");
  }

  private static String answer(String content, String reason) {
    return "{%s\"content\":%s,\"stop_reason\":\"%s\",\"stop_sequence\":null,\"usage\":%s}"
        .formatted(MESSAGE, content, reason, usage(5, 7));
  }

  @Override
  public String nothing() {
    return "{\"type\":\"message\",\"role\":\"assistant\"}";
  }

  @Override
  public String refusal(int status, String message) {
    return "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":%s},\"request_id\":\"req_011\"}"
        .formatted(TYPES.getOrDefault(status, "api_error"), quoted(message));
  }

  private static String block(int index, String block) {
    return named(
        "content_block_start", "\"index\":%d,\"content_block\":%s".formatted(index, block));
  }

  private static String delta(int index, String delta) {
    return named("content_block_delta", "\"index\":%d,\"delta\":%s".formatted(index, delta));
  }

  private static String stop(int index) {
    return named("content_block_stop", "\"index\":" + index);
  }

  private static String named(String type, String fields) {
    return "event: %s\ndata: {\"type\":\"%1$s\"%s%s    }\n\n"
        .formatted(type, fields.isEmpty() ? "" : ",", fields);
  }
}
