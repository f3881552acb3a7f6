package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.ReasoningOptions;
import io.lattice.core.dialect.JsonText;
import java.util.Locale;
import java.util.Map;

/**
 * How hard a model should think, in the field {@code think}: whether at all, and for gpt-oss how
 * hard. Ollama's servers refuse a level for any other model, or take it for yes; gpt-oss always
 * thinks.
 */
final class Thinking {
  private static final String FIELD = "think";
  private static final String EFFORT = "reasoning_effort";
  private static final String BUDGET = "reasoning.budgetTokens";

  /** What {@code true} means where there are levels. */
  static final String USUAL_EFFORT = "medium";

  private static final String NO_EFFORT = "none";

  private static final Map<String, String> LEVELS =
      Map.of(
          NO_EFFORT, "low", "minimal", "low", "low", "low", "medium", "medium", "high", "high",
          "xhigh", "high", "max", "high");

  private Thinking() {}

  static void write(ReasoningOptions reasoning, String modelId, JsonText json, Changes changes) {
    Integer budget = reasoning.budgetTokens();
    boolean hasLevels = modelId.toLowerCase(Locale.ROOT).contains("gpt-oss");
    if (reasoning.effort() == null && budget != null && !hasLevels) {
      json.field(FIELD, (Boolean) (budget > 0));
      if (budget > 0) {
        changes.change(BUDGET, "thinks, for as long as it likes");
      }
      return;
    }
    if (budget != null) {
      changes.drop(BUDGET);
    }
    if (reasoning.effort() != null) {
      effort(reasoning.effort(), hasLevels, json, changes);
    }
  }

  private static void effort(String effort, boolean hasLevels, JsonText json, Changes changes) {
    String level = LEVELS.get(effort);
    if (level == null) {
      changes.drop(EFFORT);
    } else if (hasLevels) {
      json.field(FIELD, level);
      if (!level.equals(effort)) {
        changes.change(EFFORT, level);
      }
    } else {
      json.field(FIELD, (Boolean) !effort.equals(NO_EFFORT));
      if (!effort.equals(NO_EFFORT) && !effort.equals(USUAL_EFFORT)) {
        changes.change(EFFORT, "on, for this model has no levels of it");
      }
    }
  }

  /** The effort that a caller's {@code think} means: yes, no or a level. */
  static String effort(String think) {
    return switch (think) {
      case "true" -> USUAL_EFFORT;
      case "false" -> NO_EFFORT;
      default -> think;
    };
  }
}
