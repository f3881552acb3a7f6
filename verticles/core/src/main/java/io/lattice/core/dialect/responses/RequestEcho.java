package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonSpans;
import io.lattice.core.dialect.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request that its response object repeats, with what they are where the caller
 * left them out.
 */
final class RequestEcho {
  /** As OpenAI fills them in. */
  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    DEFAULTS.put("instructions", "null");
    DEFAULTS.put("max_output_tokens", "null");
    DEFAULTS.put("max_tool_calls", "null");
    DEFAULTS.put("parallel_tool_calls", "true");
    DEFAULTS.put("previous_response_id", "null");
    DEFAULTS.put("prompt_cache_key", "null");
    DEFAULTS.put("reasoning", "{\"effort\":null,\"summary\":null}");
    DEFAULTS.put("safety_identifier", "null");
    DEFAULTS.put("service_tier", "\"default\"");
    DEFAULTS.put("temperature", "1.0");
    DEFAULTS.put("text", "{\"format\":{\"type\":\"text\"}}");
    DEFAULTS.put("tool_choice", "\"auto\"");
    DEFAULTS.put("tools", "[]");
    DEFAULTS.put("top_logprobs", "0");
    DEFAULTS.put("top_p", "1.0");
    DEFAULTS.put("truncation", "\"disabled\"");
    DEFAULTS.put("user", "null");
    DEFAULTS.put("metadata", "{}");
  }

  private final Map<String, Json> fields = new LinkedHashMap<>();

  /**
   * @param request the caller's own JSON, or nothing
   */
  RequestEcho(Bytes request) {
    JsonSpans spans = spans(request);
    DEFAULTS.forEach(
        (name, value) -> {
          Bytes asked = spans == null ? null : spans.value(name);
          boolean isSilent = asked == null || asked.utf8().equals("null");
          fields.put(name, Json.of(asked == null || isSilent ? value : asked(name, asked)));
        });
  }

  /** Repeats them, but for what the provider said otherwise. */
  void write(Set<String> others, JsonText json) {
    json.fields(fields, others::contains);
  }

  /** A text's form is told even where only its length was asked for. */
  private static String asked(String name, Bytes value) {
    JsonSpans text = name.equals("text") ? spans(value) : null;
    return text != null && text.value("format") == null
        ? text.with(Map.of("format", Bytes.utf8("{\"type\":\"text\"}")), Set.of()).utf8()
        : value.utf8();
  }

  private static @Nullable JsonSpans spans(Bytes object) {
    if (object.length() == 0) {
      return null;
    }
    try {
      return JsonSpans.of(object);
    } catch (DialectException notAnObject) {
      return null;
    }
  }
}
