package io.lattice.config.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes as an operator writes it: {@code 256 KiB}, {@code 20 MiB}, {@code 512 B}. */
public final class SizeText {

  /** What to write, for messages. */
  public static final String FORM = "a whole number and a unit, such as 512 B, 256 KiB or 20 MiB";

  private static final Pattern SHAPE = Pattern.compile("(\\d{1,9}) ?([A-Za-z]+)");

  /** Binary units first, from the largest: writing uses only these. */
  private static final Map<String, Long> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("GiB", 1L << 30);
    UNITS.put("MiB", 1L << 20);
    UNITS.put("KiB", 1L << 10);
    UNITS.put("B", 1L);
    UNITS.put("GB", 1_000_000_000L);
    UNITS.put("MB", 1_000_000L);
    UNITS.put("kB", 1_000L);
    UNITS.put("KB", 1_000L);
  }

  private SizeText() {}

  /** Reads a size in bytes; empty when the text is anything else. */
  public static Optional<Long> parse(String text) {
    Matcher matcher = SHAPE.matcher(text.strip());
    Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    return Optional.ofNullable(unit).map(bytes -> Long.parseLong(matcher.group(1)) * bytes);
  }

  /** Writes a size in the largest binary unit that holds it exactly. */
  public static String write(long bytes) {
    return UNITS.entrySet().stream()
        .filter(unit -> bytes > 0 && bytes % unit.getValue() == 0)
        .findFirst()
        .map(unit -> bytes / unit.getValue() + " " + unit.getKey())
        .orElse(bytes + " B");
  }
}
