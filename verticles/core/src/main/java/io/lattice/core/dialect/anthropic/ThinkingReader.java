package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.ReasoningOptions;
import io.lattice.core.dialect.JsonFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a caller wants the model to think: {@code thinking} and {@code output_config.effort}.
 */
final class ThinkingReader {
  /** What adaptive thinking is by Anthropic's default. */
  private static final String USUAL_EFFORT = "high";

  private ThinkingReader() {}

  /**
   * Reads both.
   *
   * @param config the object with the effort, or null
   * @param extras gathers what only this dialect understands
   */
  static ReasoningOptions read(
      JsonFields request, @Nullable JsonFields config, Map<String, Json> extras) {
    JsonFields thinking = request.object(ThinkingWriter.FIELD);
    String type = thinking == null ? "" : thinking.requiredString("type");
    ReasoningOptions options =
        switch (type) {
          // An effort beside it stays among the extras: there is no second word for it.
          case "disabled" -> new ReasoningOptions("none", null);
          case "enabled" -> new ReasoningOptions(effort(config), budget(thinking));
          case "adaptive" -> new ReasoningOptions(orUsual(effort(config)), null);
          default -> new ReasoningOptions(effort(config), null);
        };
    if (thinking != null) {
      keepRest(thinking, type, extras);
    }
    return options;
  }

  private static void keepRest(JsonFields thinking, String type, Map<String, Json> extras) {
    switch (type) {
      case "disabled", "enabled", "adaptive" ->
          extras.putAll(thinking.rest(ThinkingWriter.FIELD + "."));
      default -> extras.put(ThinkingWriter.FIELD, thinking.json());
    }
  }

  private static @Nullable String effort(@Nullable JsonFields config) {
    return config == null ? null : config.string("effort");
  }

  private static @Nullable Integer budget(@Nullable JsonFields thinking) {
    String field = "budget_tokens";
    return thinking == null ? null : thinking.required(field, thinking.integer(field));
  }

  private static String orUsual(@Nullable String effort) {
    return effort == null ? USUAL_EFFORT : effort;
  }
}
