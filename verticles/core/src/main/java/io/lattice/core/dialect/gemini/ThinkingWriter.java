package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.ReasoningOptions;
import io.lattice.core.dialect.JsonText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes how hard the model should think, by a level or by a budget as its generation wants; see
 * https://ai.google.dev/gemini-api/docs/thinking.
 */
final class ThinkingWriter {
  static final String CONFIG = "thinkingConfig";
  static final String INCLUDE = "includeThoughts";
  static final String LEVEL = "thinkingLevel";
  static final String BUDGET = "thinkingBudget";

  private static final String EFFORT = "reasoning_effort";

  private static final Map<String, String> LEVELS =
      Map.of(
          "none", "MINIMAL",
          "minimal", "MINIMAL",
          "low", "LOW",
          "medium", "MEDIUM",
          "high", "HIGH",
          "xhigh", "HIGH",
          "max", "HIGH");

  /** As Google's own OpenAI-compatible API counts them. */
  private static final Map<String, Integer> BUDGETS =
      Map.of(
          "none", 0,
          "minimal", 1_024,
          "low", 1_024,
          "medium", 8_192,
          "high", 24_576,
          "xhigh", 24_576,
          "max", 24_576);

  /** The least that Gemini 2.5 Pro, which cannot help thinking, takes. */
  private static final int LEAST_OF_PRO = 128;

  private final ReasoningOptions options;
  private final String modelId;
  private final Generation generation;
  private final JsonText json;
  private final Differences differences;

  ThinkingWriter(
      ReasoningOptions options,
      String modelId,
      Generation generation,
      JsonText json,
      Differences differences) {
    this.options = options;
    this.modelId = modelId;
    this.generation = generation;
    this.json = json;
    this.differences = differences;
  }

  /**
   * Writes the field where there is something to say. Thoughts are shown to whoever asks for
   * reasoning and does not say otherwise.
   *
   * @param extras fields of the object that the vocabulary has no word for
   */
  void write(Map<String, Json> extras) {
    boolean byLevel = generation == Generation.THIRD;
    String level = byLevel ? level() : null;
    Integer budget = level == null ? budget(!byLevel) : null;
    if (level != null) {
      differences.drop("reasoning.budgetTokens", options.budgetTokens());
    }
    if (level == null && budget == null && extras.isEmpty()) {
      return;
    }
    json.name(CONFIG).startObject();
    json.field(LEVEL, level).field(BUDGET, budget);
    boolean thinks = (level != null && !"none".equals(options.effort())) || isPositive(budget);
    if (thinks && !extras.containsKey(INCLUDE)) {
      json.field(INCLUDE, Boolean.TRUE);
    }
    json.fields(extras, name -> isSaid(name, LEVEL, level) || isSaid(name, BUDGET, budget));
    json.endObject();
  }

  private static boolean isSaid(String name, String field, @Nullable Object value) {
    return value != null && name.equals(field);
  }

  private static boolean isPositive(@Nullable Integer budget) {
    return budget != null && budget != 0;
  }

  private @Nullable String level() {
    String effort = options.effort();
    String level = effort == null ? null : LEVELS.get(effort);
    if (effort == null || level == null) {
      differences.drop(EFFORT, effort);
      return null;
    }
    if (!level.equalsIgnoreCase(effort)) {
      differences.change(EFFORT, "thinkingLevel " + level);
    }
    return level;
  }

  private @Nullable Integer budget(boolean ofEffort) {
    String effort = options.effort();
    if (options.budgetTokens() != null || effort == null || !ofEffort) {
      if (ofEffort) {
        differences.drop(EFFORT, effort);
      }
      return options.budgetTokens();
    }
    Integer budget = BUDGETS.get(effort);
    if (budget == null) {
      differences.drop(EFFORT);
      return null;
    }
    int told = modelId.contains("-pro") ? Math.max(budget, LEAST_OF_PRO) : budget;
    differences.change(EFFORT, "thinkingBudget " + told);
    return told;
  }
}
