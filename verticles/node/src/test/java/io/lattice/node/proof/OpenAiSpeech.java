package io.lattice.node.proof;

import static io.lattice.node.proof.ProviderSpeech.event;
import static io.lattice.node.proof.ProviderSpeech.quoted;

import java.util.List;
import java.util.Map;

/** OpenAI's chat completions, as each of those who follow them writes them. */
enum OpenAiSpeech implements ProviderSpeech {
  OPENAI,
  /** Begins with what its filter thinks of the prompt. */
  AZURE,
  /** Has no chunk of its own for the role, calls tools in one piece and counts thoughts apart. */
  XAI,
  DIAL,
  /** vLLM and its like. */
  COMPATIBLE;

  private static final String HEAD =
      "\"id\":\"chatcmpl-9\",\"created\":1780935029,\"model\":\"scripted-2026\",";
  private static final String SAFE =
      "\"content_filter_results\":{\"hate\":{\"filtered\":false,\"severity\":\"safe\"}}";

  /** Of a failure, by status. */
  private record Words(String type, String code) {}

  private static final Words SERVER_FAULT = new Words("server_error", "null");
  private static final Map<Integer, Words> OPENAI_WORDS =
      Map.of(
          400, new Words("invalid_request_error", "null"),
          401, new Words("invalid_request_error", "\"invalid_api_key\""),
          403, new Words("request_forbidden", "\"unsupported_country_region_territory\""),
          404, new Words("invalid_request_error", "\"model_not_found\""),
          413, new Words("invalid_request_error", "null"),
          422, new Words("invalid_request_error", "null"),
          429, new Words("requests", "\"rate_limit_exceeded\""),
          503, new Words("service_unavailable", "\"service_unavailable\""));
  private static final Map<Integer, String> AZURE_CODES =
      Map.of(403, "AccessDenied", 404, "DeploymentNotFound", 429, "RateLimitReached");
  private static final Map<Integer, String> XAI_CODES =
      Map.of(
          400, "Client specified an invalid argument",
          401, "Unauthenticated: no auth context",
          403, "The caller does not have permission to execute the specified operation",
          404, "Some requested entity was not found",
          429, "Some resource has been exhausted");
  private static final Map<Integer, String> VLLM_TYPES =
      Map.of(
          400, "BadRequestError",
          401, "Unauthorized",
          404, "NotFoundError",
          422, "UnprocessableEntityError",
          429, "RateLimitError");

  @Override
  public String streamType() {
    return "text/event-stream; charset=utf-8";
  }

  @Override
  public String opening(UsageTold told) {
    return switch (this) {
      case XAI -> "";
      case DIAL -> delta("{\"role\":\"assistant\"}");
      case AZURE ->
          event(
                  "{\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\","
                      + "\"prompt_filter_results\":[{\"prompt_index\":0,%s}]}".formatted(SAFE))
              + delta("{\"content\":\"\",\"role\":\"assistant\"}");
      case OPENAI, COMPATIBLE ->
          delta("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}");
    };
  }

  @Override
  public String text(String piece) {
    String role = this == XAI ? ",\"role\":\"assistant\"" : "";
    return delta("{\"content\":%s%s}".formatted(quoted(piece), role));
  }

  @Override
  public String ending(UsageTold told) {
    String finish = choices("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]", "null");
    String usage =
        switch (told) {
          case ONCE -> usage(tokens(5, 7));
          case TWICE -> usage(tokens(5, 3)) + usage(tokens(5, 7));
          case ABSURD -> usage(tokens(-5, -7));
          case NEVER -> "";
        };
    return finish + usage + event("[DONE]");
  }

  private String usage(String tokens) {
    return choices("[]", tokens);
  }

  private String tokens(int in, int out) {
    if (this == XAI) {
      // Completion tokens leave reasoning out, the total does not.
      return "{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d,"
              .formatted(in, out - 2, in + out)
          + "\"prompt_tokens_details\":{\"text_tokens\":%d,\"cached_tokens\":0},".formatted(in)
          + "\"completion_tokens_details\":{\"reasoning_tokens\":2},\"cost_in_usd_ticks\":3293500}";
    }
    return "{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
        .formatted(in, out, in + out);
  }

  @Override
  public String toolCalls() {
    List<String> calls =
        this == XAI
            ? List.of(
                call(0, "call-1-0", "weather", "{\"city\":\"Köln\"}"),
                call(1, "call-1-1", "clock", "{}"),
                call(2, "call-1-2", "weather", "{\"city\":\"Ulm\"}"))
            : List.of(
                call(0, "call_a", "weather", ""),
                more(0, "{\"city\":"),
                call(1, "call_b", "clock", ""),
                call(2, "call_c", "weather", "{\"city\":"),
                more(0, "\"Köln\"}"),
                more(1, "{}"),
                more(2, "\"Ulm\"}"));
    StringBuilder stream = new StringBuilder(opening(UsageTold.ONCE));
    calls.forEach(call -> stream.append(delta("{\"tool_calls\":[%s]}".formatted(call))));
    return stream.append(ending(UsageTold.ONCE).replace("\"stop\"", "\"tool_calls\"")).toString();
  }

  private static String call(int index, String id, String name, String arguments) {
    return "{\"index\":%d,\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":%s}}"
        .formatted(index, id, name, quoted(arguments));
  }

  private static String more(int index, String arguments) {
    return "{\"index\":%d,\"function\":{\"arguments\":%s}}".formatted(index, quoted(arguments));
  }

  @Override
  public String ping() {
    return ": keep-alive\n\n";
  }

  @Override
  public String failure(String message) {
    String refusal = refusal(this == XAI ? 503 : 500, message);
    // vLLM's bodies are the error itself, its streams wrap it.
    return event(this == COMPATIBLE ? "{\"error\":%s}".formatted(refusal) : refusal);
  }

  @Override
  public String whole(String text) {
    return answer(
        "{\"role\":\"assistant\",\"content\":%s,\"refusal\":null}".formatted(quoted(text)), "stop");
  }

  @Override
  public String wholeToolCalls() {
    String calls =
        String.join(
            ",",
            call(0, "call_a", "weather", "{\"city\":\"Köln\"}"),
            call(1, "call_b", "clock", "{}"),
            call(2, "call_c", "weather", "{\"city\":\"Ulm\"}"));
    return answer(
        "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[%s]}".formatted(calls),
        "tool_calls");
  }

  private String answer(String message, String finish) {
    return "{%s\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":%s,\"finish_reason\":\"%s\"}],\"usage\":%s}"
        .formatted(HEAD, message, finish, tokens(5, 7));
  }

  @Override
  public String nothing() {
    return "{%s\"object\":\"chat.completion\",\"choices\":[],\"usage\":%s}"
        .formatted(HEAD, tokens(5, 0));
  }

  @Override
  public String refusal(int status, String message) {
    String text = quoted(message);
    return switch (this) {
      case OPENAI -> openAi(OPENAI_WORDS.getOrDefault(status, SERVER_FAULT), text);
      case AZURE ->
          status == 408
              ? message
              : "{\"error\":{\"code\":\"%s\",\"message\":%s}}"
                  .formatted(AZURE_CODES.getOrDefault(status, Integer.toString(status)), text);
      case XAI ->
          status == 422
              ? "Failed to deserialize the JSON body into the target type: " + message
              : "{\"code\":\"%s\",\"error\":%s}"
                  .formatted(
                      XAI_CODES.getOrDefault(status, "The service is currently unavailable"), text);
      case DIAL ->
          status == 404 || status == 502
              ? message
              : "{\"error\":{\"message\":%s,\"type\":\"runtime_error\",\"code\":\"%d\",\"display_message\":%1$s}}"
                  .formatted(text, status);
      case COMPATIBLE ->
          "{\"object\":\"error\",\"message\":%s,\"type\":\"%s\",\"param\":null,\"code\":%d}"
              .formatted(text, VLLM_TYPES.getOrDefault(status, "InternalServerError"), status);
    };
  }

  private static String openAi(Words words, String text) {
    return "{\"error\":{\"message\":%s,\"type\":\"%s\",\"param\":null,\"code\":%s}}"
        .formatted(text, words.type(), words.code());
  }

  private String delta(String delta) {
    String filter = this == AZURE ? SAFE + "," : "";
    return choices(
        "[{%s\"index\":0,\"delta\":%s,\"finish_reason\":null}]".formatted(filter, delta), "null");
  }

  private static String choices(String choices, String usage) {
    return event(
        "{%s\"object\":\"chat.completion.chunk\",\"choices\":%s,\"usage\":%s}"
            .formatted(HEAD, choices, usage));
  }
}
