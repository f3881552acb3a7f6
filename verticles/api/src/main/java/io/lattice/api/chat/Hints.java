package io.lattice.api.chat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says about a request beside it. A hint may only tighten what the configuration
 * allows.
 *
 * @param region the only region that may answer, or null
 * @param tags for allocating costs
 * @param timeout at most this long in all, or null
 * @param strict whether to refuse rather than drop what a dialect cannot say
 */
public record Hints(
    @Nullable String region, List<String> tags, @Nullable Duration timeout, boolean strict) {

  public static final Hints NONE = new Hints(null, List.of(), null, false);

  public Hints {
    tags = List.copyOf(tags);
    if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
      throw new IllegalArgumentException("timeout must be positive, not " + timeout);
    }
  }
}
