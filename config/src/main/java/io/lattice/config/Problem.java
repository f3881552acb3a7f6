package io.lattice.config;

import org.jspecify.annotations.Nullable;

/**
 * Something an operator has said that cannot be meant.
 *
 * @param file where it was said: a file as it was found, {@code .env} or {@code environment}
 * @param path the key, such as {@code bridge.port}, or a variable's name; empty for the whole file
 * @param line the line, from 1; null where there are none
 * @param value what was said; null where nothing was, or where it might be a secret
 * @param message what is wrong with it and what to do
 */
public record Problem(
    String file, String path, @Nullable Integer line, @Nullable String value, String message) {

  private static final int LONGEST_VALUE = 80;

  /** {@code config/lattice.yaml:12: bridge.port '99999' must be from 0 to 65535}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line != null) {
      text.append(':').append(line);
    }
    text.append(": ");
    if (!path.isEmpty()) {
      text.append(path).append(' ');
    }
    if (value != null) {
      text.append('\'').append(shortened(value)).append("' ");
    }
    return text.append(message).toString();
  }

  private static String shortened(String value) {
    String line = value.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE) + "...";
  }
}
