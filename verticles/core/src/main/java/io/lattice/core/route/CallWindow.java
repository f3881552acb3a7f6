package io.lattice.core.route;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls that ended lately and how many of them failed, counted in buckets: immutable, integers
 * only, and older than the window means forgotten without a timer.
 *
 * <p>Buckets of another length than asked for, or in the future because the clock was set back, are
 * not counted and vanish with the next {@link #add}.
 *
 * @param buckets those with a call in them, the oldest first
 */
record CallWindow(List<Bucket> buckets) {

  static final CallWindow EMPTY = new CallWindow(List.of());

  /** A window is this many buckets long, the one under way included. */
  private static final int LENGTH = 10;

  /**
   * @param number of bucket lengths since the epoch
   * @param calls that ended in it
   * @param failures how many of them failed
   */
  record Bucket(long number, int calls, int failures) {
    Bucket {
      if (failures < 0 || calls < failures) {
        throw new IllegalArgumentException(failures + " failures in " + calls + " calls");
      }
    }

    private Bucket add(boolean failed) {
      return new Bucket(number, calls + 1, failures + (failed ? 1 : 0));
    }
  }

  CallWindow {
    buckets = List.copyOf(buckets);
  }

  /**
   * With one more call.
   *
   * @param length of the window
   */
  CallWindow add(boolean failed, Instant now, Duration length) {
    long current = number(now, length);
    List<Bucket> kept = new ArrayList<>(LENGTH);
    Bucket last = new Bucket(current, 0, 0);
    for (Bucket bucket : buckets) {
      if (bucket.number() == current) {
        last = bucket;
      } else if (isLive(bucket, current)) {
        kept.add(bucket);
      }
    }
    kept.add(last.add(failed));
    return new CallWindow(kept);
  }

  int calls(Instant now, Duration length) {
    long current = number(now, length);
    return buckets.stream().filter(bucket -> isLive(bucket, current)).mapToInt(Bucket::calls).sum();
  }

  int failures(Instant now, Duration length) {
    long current = number(now, length);
    return buckets.stream()
        .filter(bucket -> isLive(bucket, current))
        .mapToInt(Bucket::failures)
        .sum();
  }

  private static boolean isLive(Bucket bucket, long current) {
    return bucket.number() <= current && bucket.number() > current - LENGTH;
  }

  private static long number(Instant time, Duration length) {
    return Math.floorDiv(time.toEpochMilli(), Math.max(1, length.toMillis() / LENGTH));
  }
}
