package io.lattice.config.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant, by the number of edits between two names. */
public final class NearestName {

  private NearestName() {}

  /**
   * The known name with the fewest edits, when they are few enough for a slip: a third of the
   * name's length, at least one and at most four. Case and the choice of {@code -} or {@code _} do
   * not count. Of equals the first in alphabetical order.
   */
  public static Optional<String> of(String name, Collection<String> known) {
    int most = Math.max(1, Math.min(4, name.length() / 3));
    return known.stream()
        .filter(candidate -> edits(name, candidate) <= most)
        .min(
            Comparator.<String>comparingInt(candidate -> edits(name, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that turn one name into the other,
   * regardless of case and of {@code -} against {@code _}.
   */
  public static int edits(String one, String other) {
    String from = plain(one);
    String to = plain(other);
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      last[column] = column;
    }
    for (int line = 1; line <= from.length(); line++) {
      row[0] = line;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1;
        int least = Math.min(row[column - 1], last[column]) + 1;
        least = Math.min(least, last[column - 1] + replaced);
        if (isSwap(from, line, to, column)) {
          least = Math.min(least, beforeLast[column - 2] + 1);
        }
        row[column] = least;
      }
      int[] reused = beforeLast;
      beforeLast = last;
      last = row;
      row = reused;
    }
    return last[to.length()];
  }

  private static boolean isSwap(String from, int line, String to, int column) {
    return line > 1
        && column > 1
        && from.charAt(line - 1) == to.charAt(column - 2)
        && from.charAt(line - 2) == to.charAt(column - 1);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
