package io.lattice.core.dialect.anthropic;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When Anthropic's limits are reset, as {@code anthropic-ratelimit-*-reset} tells it: a time, which
 * is taken relative to the answer's own {@code Date}, since clocks differ.
 *
 * @see <a href="https://docs.anthropic.com/en/api/rate-limits#response-headers">response
 *     headers</a>
 */
final class LimitResets {
  private static final List<String> LIMITS =
      List.of("requests", "tokens", "input-tokens", "output-tokens");
  private static final String PREFIX = "anthropic-ratelimit-";

  private LimitResets() {}

  /** Until the last of the limits that are used up is reset; null where none tells. */
  static @Nullable Duration wait(Function<String, @Nullable String> header) {
    Instant now = httpDate(header.apply("date"));
    if (now == null) {
      return null;
    }
    return LIMITS.stream()
        .filter(limit -> "0".equals(header.apply(PREFIX + limit + "-remaining")))
        .flatMap(limit -> Stream.ofNullable(time(header.apply(PREFIX + limit + "-reset"))))
        .max(Instant::compareTo)
        .map(reset -> reset.isBefore(now) ? Duration.ZERO : Duration.between(now, reset))
        .orElse(null);
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Instant httpDate(@Nullable String text) {
    try {
      return text == null
          ? null
          : Instant.from(
              DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).parse(text.strip()));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
