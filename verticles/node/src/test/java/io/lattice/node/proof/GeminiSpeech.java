package io.lattice.node.proof;

import static io.lattice.node.proof.ProviderSpeech.quoted;

import java.util.Map;

/** Gemini's chunks, with the line ends that Google sends. */
enum GeminiSpeech implements ProviderSpeech {
  GEMINI;

  private static final Map<Integer, String> STATUSES =
      Map.of(
          400, "INVALID_ARGUMENT",
          401, "UNAUTHENTICATED",
          403, "PERMISSION_DENIED",
          404, "NOT_FOUND",
          408, "DEADLINE_EXCEEDED",
          413, "INVALID_ARGUMENT",
          422, "INVALID_ARGUMENT",
          429, "RESOURCE_EXHAUSTED",
          500, "INTERNAL");
  private static final String CALLS =
      "{\"functionCall\": {\"name\": \"weather\",\"args\": {\"city\": \"Köln\"}},\"thoughtSignature\": \"CiQBEU0yD1hC\"},"
          + "{\"functionCall\": {\"name\": \"clock\",\"args\": {}}},"
          + "{\"functionCall\": {\"name\": \"weather\",\"args\": {\"city\": \"Ulm\"}}}";

  @Override
  public String streamType() {
    return "text/event-stream";
  }

  /** There is none: the first chunk has words. */
  @Override
  public String opening(UsageTold told) {
    return "";
  }

  @Override
  public String text(String piece) {
    return chunk(candidate("{\"text\": %s}".formatted(quoted(piece)), ""), "");
  }

  @Override
  public String ending(UsageTold told) {
    String finish = candidate("{\"text\": \"\"}", ",\"finishReason\": \"STOP\"");
    return switch (told) {
      case ONCE -> chunk(finish, usage(5, 5, 2));
      case TWICE ->
          chunk(candidate("{\"text\": \"\"}", ""), usage(5, 3, 0)) + chunk(finish, usage(5, 5, 2));
      case NEVER -> chunk(finish, "");
      case ABSURD -> chunk(finish, usage(-5, -7, -2));
    };
  }

  private static String usage(int in, int said, int thought) {
    return ",\"usageMetadata\": {\"promptTokenCount\": %d,\"candidatesTokenCount\": %d,\"totalTokenCount\": %d,\"thoughtsTokenCount\": %d}"
        .formatted(in, said, in + said + thought, thought);
  }

  @Override
  public String toolCalls() {
    return chunk(candidate(CALLS, ",\"finishReason\": \"STOP\""), usage(5, 5, 2));
  }

  @Override
  public String ping() {
    return ": ping\r\n\r\n";
  }

  @Override
  public String failure(String message) {
    return "data: " + refusal(503, message) + "\r\n\r\n";
  }

  @Override
  public String whole(String text) {
    return answer(
        candidate("{\"text\": %s}".formatted(quoted(text)), ",\"finishReason\": \"STOP\""),
        usage(5, 5, 2));
  }

  @Override
  public String wholeToolCalls() {
    return answer(candidate(CALLS, ",\"finishReason\": \"STOP\""), usage(5, 5, 2));
  }

  @Override
  public String nothing() {
    return "{\"modelVersion\": \"gemini-scripted\"}";
  }

  @Override
  public String refusal(int status, String message) {
    return "{\"error\": {\"code\": %d, \"message\": %s, \"status\": \"%s\"}}"
        .formatted(status, quoted(message), STATUSES.getOrDefault(status, "UNAVAILABLE"));
  }

  private static String candidate(String parts, String more) {
    return "{\"content\": {\"parts\": [%s],\"role\": \"model\"}%s,\"index\": 0}"
        .formatted(parts, more);
  }

  private static String chunk(String candidate, String usage) {
    return "data: " + answer(candidate, usage) + "\r\n\r\n";
  }

  private static String answer(String candidate, String usage) {
    return "{\"candidates\": [%s]%s,\"modelVersion\": \"gemini-scripted\",\"responseId\": \"6r6F\"}"
        .formatted(candidate, usage);
  }
}
