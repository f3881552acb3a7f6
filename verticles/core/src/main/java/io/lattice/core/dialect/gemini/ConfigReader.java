package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.ReasoningOptions;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Sampling;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a caller's {@code generationConfig}. */
final class ConfigReader {
  /** Schemas have no names in this dialect, while others insist on one. */
  private static final String SCHEMA_NAME = "response";

  private static final String MIME_TYPE = "responseMimeType";
  private static final String JSON = "application/json";
  private static final Set<String> READ_AS_FORMS = Set.of(JSON, "text/plain");

  private ConfigReader() {}

  static Sampling sampling(ProtoFields config) {
    return new Sampling(
        config.decimal("temperature"),
        config.decimal("topP"),
        config.integer("topK"),
        config.decimal("frequencyPenalty"),
        config.decimal("presencePenalty"),
        config.longInteger("seed"),
        config.flag("responseLogprobs"),
        config.integer("logprobs"));
  }

  static List<String> stop(ProtoFields config) {
    List<String> sequences = new ArrayList<>();
    for (JsonTree item : config.list("stopSequences")) {
      if (!item.is(JsonTree.Kind.STRING)) {
        throw DialectException.invalid(config.path("stopSequences"), "must be a list of strings");
      }
      sequences.add(item.text());
    }
    return sequences;
  }

  static int choices(ProtoFields config) {
    Integer count = config.integer("candidateCount");
    if (count != null && count < 1) {
      throw DialectException.invalid(config.path("candidateCount"), "must be at least 1");
    }
    return count == null ? 1 : count;
  }

  /** A form that nobody else knows stays among what is left over. */
  static @Nullable ResponseFormat format(ProtoFields config, Map<String, Json> extras) {
    String type = config.string(MIME_TYPE);
    if (type != null && !READ_AS_FORMS.contains(type)) {
      extras.put(ConfigWriter.CONFIG + "." + MIME_TYPE, Json.of("\"" + clean(type) + "\""));
      return null;
    }
    JsonTree schema = config.value("responseJsonSchema");
    JsonTree older = schema == null ? config.value("responseSchema") : null;
    if (schema != null || older != null) {
      Json form =
          older == null ? Objects.requireNonNull(schema).json() : OpenApiSchema.toJsonSchema(older);
      return new ResponseFormat.JsonSchema(SCHEMA_NAME, null, form, null);
    }
    if (type == null) {
      return null;
    }
    return type.equals(JSON) ? new ResponseFormat.JsonObject() : new ResponseFormat.Text();
  }

  private static String clean(String type) {
    return type.replaceAll("[^\\w/.+;= -]", "");
  }

  /** A budget below zero leaves it to the model, and so is none. */
  static ReasoningOptions reasoning(ProtoFields config, Map<String, Json> extras) {
    ProtoFields thinking = config.object(ThinkingWriter.CONFIG);
    if (thinking == null) {
      return ReasoningOptions.DEFAULT;
    }
    String prefix = ConfigWriter.CONFIG + "." + ThinkingWriter.CONFIG + ".";
    String level = thinking.string(ThinkingWriter.LEVEL);
    String effort = level == null ? null : level.toLowerCase(Locale.ROOT);
    Integer budget = thinking.integer(ThinkingWriter.BUDGET);
    if (budget != null && budget < 0) {
      extras.put(prefix + ThinkingWriter.BUDGET, Json.of(budget.toString()));
      budget = null;
    }
    Boolean include = thinking.flag(ThinkingWriter.INCLUDE);
    boolean thinks = effort != null || (budget != null && budget > 0);
    if (thinks ? !Boolean.TRUE.equals(include) : include != null) {
      // Who asks for reasoning elsewhere wants to see it.
      extras.put(
          prefix + ThinkingWriter.INCLUDE, Json.of(Boolean.toString(include != null && include)));
    }
    extras.putAll(thinking.rest(prefix));
    return new ReasoningOptions(effort, budget);
  }
}
