package io.lattice.config.read;

import static io.lattice.config.tree.Form.DAY;

import io.lattice.config.tree.Section;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads from when until when each price of a list holds, and sees that each begins after the one
 * before it, and not while that still holds. Used for one list.
 */
final class PriceDays {
  private static final String FROM = "from";
  private static final String UNTIL = "until";

  private boolean isFirst = true;
  private boolean isGood = true;
  private @Nullable LocalDate from;
  private @Nullable LocalDate until;

  /** Reads the next price's days; false where they cannot be, which is reported. */
  boolean next(Section price) {
    LocalDate nextFrom = price.read(FROM, DAY);
    LocalDate nextUntil = price.read(UNTIL, DAY);
    boolean comparable = isGood && !isFirst;
    isGood = (nextFrom != null || !price.says(FROM)) && (nextUntil != null || !price.says(UNTIL));
    if (isGood) {
      isGood = isInOrder(price, nextFrom, nextUntil) && (!comparable || follows(price, nextFrom));
    }
    isFirst = false;
    from = nextFrom;
    until = nextUntil;
    return isGood;
  }

  /** Of the price read last. */
  @Nullable LocalDate from() {
    return from;
  }

  /** Of the price read last. */
  @Nullable LocalDate until() {
    return until;
  }

  private static boolean isInOrder(
      Section price, @Nullable LocalDate begins, @Nullable LocalDate ends) {
    if (begins == null || ends == null || begins.isBefore(ends)) {
      return true;
    }
    price.problem(UNTIL, ends.toString(), "must be after from, " + begins);
    return false;
  }

  private boolean follows(Section price, @Nullable LocalDate begins) {
    if (begins == null) {
      price.problem(FROM, "is needed; only the first price of a list may be without");
    } else if (from != null && !from.isBefore(begins)) {
      price.problem(FROM, begins.toString(), "must be after that of the price before, " + from);
    } else if (until != null && until.isAfter(begins)) {
      price.problem(FROM, begins.toString(), "must not be before the last price ends, " + until);
    } else {
      return true;
    }
    return false;
  }
}
