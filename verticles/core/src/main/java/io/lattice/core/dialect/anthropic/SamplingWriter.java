package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Sampling;
import io.lattice.core.dialect.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * Writes how the next token is drawn, as far as Anthropic lets it be said: a temperature up to 1 or
 * {@code top_p}, and while the model thinks hardly anything. What has no effect is not told.
 */
final class SamplingWriter {

  /** What may be said. */
  enum Freedom {
    FULL,
    /** The model thinks: its temperature is 1, and its {@code top_p} nearly so. */
    THINKING,
    /** The model refuses to be told. */
    NONE
  }

  private static final String TEMPERATURE = "temperature";
  private static final String TOP_P = "top_p";
  private static final String TOP_K = "top_k";
  private static final double LEAST_TOP_P_OF_THOUGHT = 0.95;

  private final Freedom freedom;
  private final JsonText json;
  private final Told told;

  SamplingWriter(Freedom freedom, JsonText json, Told told) {
    this.freedom = freedom;
    this.json = json;
    this.told = told;
  }

  void write(Sampling sampling) {
    Double temperature = temperature(sampling.temperature());
    json.field(TEMPERATURE, temperature);
    json.field(TOP_P, topP(sampling.topP(), temperature));
    json.field(TOP_K, kept(TOP_K, sampling.topK(), freedom == Freedom.FULL));
    dropNumber("frequency_penalty", sampling.frequencyPenalty());
    dropNumber("presence_penalty", sampling.presencePenalty());
    kept("seed", sampling.seed(), false);
    if (Boolean.TRUE.equals(sampling.logprobs())) {
      told.dropped("logprobs");
      kept("top_logprobs", sampling.topLogprobs(), false);
    }
  }

  private @Nullable Double temperature(@Nullable Double asked) {
    if (freedom == Freedom.THINKING && asked != null && asked == 1) {
      return null;
    }
    if (freedom != Freedom.FULL) {
      return kept(TEMPERATURE, asked, false);
    }
    if (asked == null || !Double.isFinite(asked)) {
      return asked;
    }
    double clamped = Math.min(Math.max(asked, 0), 1);
    if (clamped != asked) {
      told.changed(TEMPERATURE, clamped + " instead of " + asked);
    }
    return clamped;
  }

  private @Nullable Double topP(@Nullable Double asked, @Nullable Double temperature) {
    return switch (freedom) {
      case FULL -> kept(TOP_P, asked, temperature == null);
      case THINKING -> kept(TOP_P, asked, asked != null && asked >= LEAST_TOP_P_OF_THOUGHT);
      case NONE -> kept(TOP_P, asked, false);
    };
  }

  private void dropNumber(String name, @Nullable Double value) {
    if (value != null && value != 0) {
      told.dropped(name);
    }
  }

  private <T> @Nullable T kept(String name, @Nullable T value, boolean isSaid) {
    if (value != null && !isSaid) {
      told.dropped(name);
    }
    return isSaid ? value : null;
  }
}
