package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ReasoningOptions;
import io.lattice.core.dialect.UpstreamTarget;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the model is asked to think.
 *
 * @param budget tokens of thought, where the mode is {@link Mode#BUDGET}; else 0
 * @param effort the word for how hard it should try, or null
 */
record Thinking(Mode mode, int budget, @Nullable String effort) {

  /** What {@code thinking} says. */
  enum Mode {
    /** Nothing: left to the model. */
    UNSAID,
    OFF,
    ADAPTIVE,
    BUDGET
  }

  /** What forbids thinking, whatever the caller wants of it. */
  enum Obstacle {
    NONE,
    /** The model must call a tool: Anthropic refuses both at once. */
    FORCED_TOOL,
    /** The calls whose results follow were not thought about, which a budget demands. */
    UNTHOUGHT_CALLS
  }

  private static final int LEAST_BUDGET = 1_024;
  private static final String FIELD = "reasoning";
  private static final String EFFORT = "reasoning_effort";
  private static final String BUDGET = "reasoning.budgetTokens";

  /** For models that know no effort. */
  private static final Map<String, Integer> BUDGET_OF_EFFORT =
      Map.of(
          "minimal", LEAST_BUDGET,
          "low", LEAST_BUDGET,
          "medium", 4_096,
          "high", 16_384,
          "xhigh", 24_576,
          "max", 32_768);

  private static final Thinking UNSAID = new Thinking(Mode.UNSAID, 0, null);

  boolean isOn() {
    return mode == Mode.ADAPTIVE || mode == Mode.BUDGET;
  }

  /** The tokens of thought that are asked for, as far as known before any limit; or null. */
  static @Nullable Integer wantedBudget(ReasoningOptions asked, UpstreamTarget target) {
    if (modeOf(asked, target) != Mode.BUDGET) {
      return null;
    }
    return asked.budgetTokens() != null
        ? asked.budgetTokens()
        : BUDGET_OF_EFFORT.getOrDefault(String.valueOf(asked.effort()), LEAST_BUDGET);
  }

  /**
   * Decides.
   *
   * @param maxTokens of the answer, thought included
   */
  static Thinking of(
      ReasoningOptions asked, UpstreamTarget target, int maxTokens, Obstacle obstacle, Told told) {
    return switch (modeOf(asked, target)) {
      case UNSAID -> UNSAID;
      case OFF -> new Thinking(Mode.OFF, 0, null);
      case ADAPTIVE -> adaptive(asked, obstacle, told);
      case BUDGET ->
          budgeted(asked, target, maxTokens, obstacle, told, orLeast(wantedBudget(asked, target)));
    };
  }

  private static Mode modeOf(ReasoningOptions asked, UpstreamTarget target) {
    if (asked.effort() == null && asked.budgetTokens() == null) {
      return Mode.UNSAID;
    }
    if ("none".equals(asked.effort()) || Integer.valueOf(0).equals(asked.budgetTokens())) {
      return Mode.OFF;
    }
    return switch (TargetOptions.thought(target)) {
      case ADAPTIVE -> Mode.ADAPTIVE;
      case BUDGET -> Mode.BUDGET;
      case AS_ASKED -> asked.budgetTokens() == null ? Mode.ADAPTIVE : Mode.BUDGET;
    };
  }

  private static Thinking adaptive(ReasoningOptions asked, Obstacle obstacle, Told told) {
    String effort = word(asked.effort(), told);
    if (asked.budgetTokens() != null) {
      told.changed(BUDGET, "the model decides how much");
    }
    if (obstacle == Obstacle.FORCED_TOOL) {
      told.changed(FIELD, "no thought before a tool that must be called");
      return new Thinking(Mode.UNSAID, 0, effort);
    }
    return new Thinking(Mode.ADAPTIVE, 0, effort);
  }

  private static Thinking budgeted(
      ReasoningOptions asked,
      UpstreamTarget target,
      int maxTokens,
      Obstacle obstacle,
      Told told,
      int wanted) {
    boolean knowsEffort =
        asked.budgetTokens() != null
            && TargetOptions.thought(target) == TargetOptions.Thought.AS_ASKED;
    String effort = knowsEffort ? word(asked.effort(), told) : null;
    String hindrance = hindrance(obstacle, maxTokens);
    if (hindrance != null) {
      told.changed(FIELD, hindrance);
      return new Thinking(Mode.UNSAID, 0, effort);
    }
    int fitting = Math.min(Math.max(wanted, LEAST_BUDGET), maxTokens - 1);
    if (asked.effort() != null && !knowsEffort) {
      told.changed(EFFORT, "a budget of " + fitting + " tokens");
    }
    if (asked.budgetTokens() != null && fitting != wanted) {
      told.changed(BUDGET, fitting + " instead of " + wanted);
    }
    return new Thinking(Mode.BUDGET, fitting, effort);
  }

  private static @Nullable String hindrance(Obstacle obstacle, int maxTokens) {
    return switch (obstacle) {
      case FORCED_TOOL -> "no thought before a tool that must be called";
      case UNTHOUGHT_CALLS -> "no thought, since the calls before were made without";
      case NONE -> maxTokens > LEAST_BUDGET ? null : "no thought, since max_tokens leaves no room";
    };
  }

  private static @Nullable String word(@Nullable String effort, Told told) {
    if (!"minimal".equals(effort)) {
      return effort;
    }
    told.changed(EFFORT, "low instead of minimal");
    return "low";
  }

  private static int orLeast(@Nullable Integer budget) {
    return budget == null ? LEAST_BUDGET : budget;
  }
}
