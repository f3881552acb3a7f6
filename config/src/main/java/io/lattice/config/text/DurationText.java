package io.lattice.config.text;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as an operator writes it: {@code 100 ms}, {@code 30 s}, {@code 5 m}. */
public final class DurationText {

  /** What to write, for messages. */
  public static final String FORM = "a whole number and a unit, such as 100 ms, 30 s, 5 m or 1 h";

  private static final Pattern SHAPE = Pattern.compile("(\\d{1,12}) ?([a-z]+)");

  /** From the longest to the shortest, so that writing finds the longest that fits. */
  private static final Map<String, ChronoUnit> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("h", ChronoUnit.HOURS);
    UNITS.put("m", ChronoUnit.MINUTES);
    UNITS.put("s", ChronoUnit.SECONDS);
    UNITS.put("ms", ChronoUnit.MILLIS);
  }

  private DurationText() {}

  /** Reads a duration; empty when the text is anything else, a number without a unit included. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = SHAPE.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(UNITS.get(matcher.group(2)))
        .map(unit -> Duration.of(Long.parseLong(matcher.group(1)), unit));
  }

  /** Writes a duration of whole milliseconds in the longest unit that holds it exactly. */
  public static String write(Duration duration) {
    if (duration.isZero()) {
      return "0 s";
    }
    long millis = duration.toMillis();
    return UNITS.entrySet().stream()
        .filter(unit -> millis % unit.getValue().getDuration().toMillis() == 0)
        .findFirst()
        .map(unit -> millis / unit.getValue().getDuration().toMillis() + " " + unit.getKey())
        .orElseThrow();
  }
}
