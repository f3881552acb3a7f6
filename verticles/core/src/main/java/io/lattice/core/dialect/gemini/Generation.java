package io.lattice.core.dialect.gemini;

import io.lattice.core.dialect.UpstreamTarget;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What kind of model is asked, as far as a request must differ for it.
 *
 * <p>The target's option {@code reasoning} decides, {@code level} or {@code budget}, and where it
 * says nothing the model's id does: {@code gemini-3-pro} and the aliases that move with time, such
 * as {@code gemini-flash-latest}, are of the third generation.
 */
enum Generation {
  /** Thinks by a budget of tokens. */
  SECOND,
  /**
   * Thinks by a level, takes media in a function's response, and refuses calls of the current turn
   * that it did not sign; see https://ai.google.dev/gemini-api/docs/thought-signatures.
   */
  THIRD;

  private static final Pattern NUMBER = Pattern.compile("gemini-(\\d{1,3})");
  private static final int FIRST_WITH_LEVELS = 3;

  static Generation of(UpstreamTarget target) {
    String option = target.options().getOrDefault("reasoning", "");
    return switch (option) {
      case "level" -> THIRD;
      case "budget" -> SECOND;
      default -> ofId(target.modelId());
    };
  }

  private static Generation ofId(String modelId) {
    Matcher number = NUMBER.matcher(modelId);
    if (number.find()) {
      return Integer.parseInt(number.group(1)) >= FIRST_WITH_LEVELS ? THIRD : SECOND;
    }
    return modelId.startsWith("gemini-") && modelId.endsWith("-latest") ? THIRD : SECOND;
  }
}
