package io.lattice.core.dialect;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider asks to wait before the next try, from its response headers.
 *
 * <p>Every form counts: milliseconds, seconds with or without a fraction, and an HTTP date, which
 * is taken relative to the answer's own {@code Date}, since clocks differ. What lies in the past is
 * zero, what cannot be read is not there, and how long is too long is the reader's to decide.
 */
public final class RetryAfter {
  private static final List<String> MILLISECONDS = List.of("retry-after-ms", "x-ms-retry-after-ms");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,15}(?:\\.\\d{0,15})?(?:[eE]\\+?\\d{1,2})?");

  /** About 30,000 years: what is more means the same. */
  private static final BigDecimal MAX_MILLIS = BigDecimal.TEN.pow(15);

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

  private RetryAfter() {}

  /**
   * The wait, or null where the headers ask for none. Of several the first that is positive counts:
   * Azure sends zero milliseconds beside one second.
   *
   * @param header gives the value of a response header by its lower-case name, or null
   */
  public static @Nullable Duration of(Function<String, @Nullable String> header) {
    List<Duration> waits =
        Stream.concat(
                MILLISECONDS.stream().map(name -> scaled(header.apply(name), 1)),
                Stream.of(seconds(header)))
            .flatMap(Stream::ofNullable)
            .toList();
    return waits.stream()
        .filter(wait -> !wait.isZero())
        .findFirst()
        .orElse(waits.isEmpty() ? null : Duration.ZERO);
  }

  private static @Nullable Duration seconds(Function<String, @Nullable String> header) {
    String value = header.apply("retry-after");
    Duration number = scaled(value, 1_000);
    if (number != null || value == null) {
      return number;
    }
    ZonedDateTime until = date(value);
    ZonedDateTime now = date(header.apply("date"));
    return until == null || now == null ? null : notNegative(Duration.between(now, until));
  }

  private static @Nullable Duration scaled(@Nullable String value, int millis) {
    if (value == null || !NUMBER.matcher(value.strip()).matches()) {
      return null;
    }
    BigDecimal asked = new BigDecimal(value.strip()).multiply(BigDecimal.valueOf(millis));
    BigDecimal wait = asked.min(MAX_MILLIS);
    return notNegative(Duration.ofMillis(wait.setScale(0, RoundingMode.CEILING).longValue()));
  }

  private static @Nullable ZonedDateTime date(@Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      return ZonedDateTime.parse(value.strip(), HTTP_DATE);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Duration notNegative(Duration wait) {
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
