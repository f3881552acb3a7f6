package io.lattice.config.tree;

import io.lattice.config.text.DurationText;
import io.lattice.config.text.SizeText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * How text becomes a value.
 *
 * @param must what the text must be, as the end of a sentence
 * @param parse the value, empty when the text is anything else
 * @param isShown whether text that is wrong may be shown; a URL may hold a password
 */
public record Form<T>(String must, Function<String, Optional<T>> parse, boolean isShown) {

  /** Text that may be shown when it is wrong. */
  public Form(String must, Function<String, Optional<T>> parse) {
    this(must, parse, true);
  }

  /** Any text that is not blank. */
  public static final Form<String> TEXT = new Form<>("text", Optional::of);

  /** {@code true} or {@code false}. */
  public static final Form<Boolean> FLAG =
      new Form<>(
          "true or false",
          text ->
              switch (text) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
              });

  /** A day of the calendar. */
  public static final Form<LocalDate> DAY =
      new Form<>(
          "a day, such as 2027-01-01",
          text -> {
            try {
              return Optional.of(LocalDate.parse(text));
            } catch (DateTimeParseException e) {
              return Optional.empty();
            }
          });

  /** A number that is not negative, exactly as written. */
  public static final Form<BigDecimal> DECIMAL =
      new Form<>(
          "a number that is not negative, such as 0.002",
          text ->
              text.matches("\\d{1,9}(\\.\\d{1,18})?")
                  ? Optional.of(new BigDecimal(text))
                  : Optional.empty());

  /** A length of time that may be nothing. */
  public static final Form<Duration> DURATION_OR_NOTHING =
      new Form<>(DurationText.FORM, DurationText::parse);

  /** A length of time that is longer than nothing. */
  public static final Form<Duration> DURATION =
      new Form<>(
          DurationText.FORM + ", longer than nothing",
          text -> DurationText.parse(text).filter(duration -> !duration.isZero()));

  /** A whole number within a range; underscores may group its digits. */
  public static Form<Integer> integer(int lowest, int highest) {
    return new Form<>(
        "a whole number from " + lowest + " to " + highest,
        text ->
            Optional.of(text.replace("_", ""))
                .filter(digits -> digits.matches("-?\\d{1,18}"))
                .map(Long::parseLong)
                .filter(number -> number >= lowest && number <= highest)
                .map(Long::intValue));
  }

  /** A number of bytes, from the lowest to what an array can hold. */
  public static Form<Integer> size(int lowest) {
    return new Form<>(
        SizeText.FORM + ", from " + SizeText.write(lowest) + " to less than 2 GiB",
        text ->
            SizeText.parse(text)
                .filter(bytes -> bytes >= lowest && bytes <= Integer.MAX_VALUE)
                .map(Long::intValue));
  }

  /** One of some words. */
  public static Form<String> oneOf(Collection<String> words) {
    return new Form<>(
        "one of " + String.join(", ", words), text -> Optional.of(text).filter(words::contains));
  }
}
