package io.lattice.core.dialect.anthropic;

import io.lattice.core.dialect.UpstreamTarget;
import org.jspecify.annotations.Nullable;

/**
 * The deployment's options that this dialect knows. Models of one family differ in what they take,
 * and do not say so but by refusing.
 */
final class TargetOptions {
  private static final String VERSION = "anthropic-version";
  private static final String REASONING = "reasoning";
  private static final String SAMPLING = "sampling";
  private static final String SYSTEM = "system-in-messages";

  /** How a model is made to think. */
  enum Thought {
    /** It decides how much: {@code adaptive}. */
    ADAPTIVE,
    /** It gets a number of tokens: {@code budget}. */
    BUDGET,
    /** Whatever the caller's own words are. */
    AS_ASKED
  }

  private TargetOptions() {}

  /**
   * The version that clouds which resell Claude want in the body, where they name the model in the
   * path: {@code vertex-2023-10-16}. Null for Anthropic itself.
   */
  static @Nullable String versionInBody(UpstreamTarget target) {
    return target.options().get(VERSION);
  }

  static Thought thought(UpstreamTarget target) {
    return switch (target.options().getOrDefault(REASONING, "")) {
      case "adaptive" -> Thought.ADAPTIVE;
      case "budget" -> Thought.BUDGET;
      default -> Thought.AS_ASKED;
    };
  }

  /** Whether the model lets itself be steered by a temperature and the like; the newest do not. */
  static boolean takesSampling(UpstreamTarget target) {
    return !"none".equals(target.options().get(SAMPLING));
  }

  /** Whether the model takes a system's word between the turns; only the newest do. */
  static boolean takesSystemInMessages(UpstreamTarget target) {
    return "true".equals(target.options().get(SYSTEM));
  }
}
