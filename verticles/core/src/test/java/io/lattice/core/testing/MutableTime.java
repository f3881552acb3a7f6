package io.lattice.core.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Time that passes when a test says so: a clock and a ticker in one. Safe on any thread. */
public final class MutableTime implements InstantSource, LongSupplier {
  private final Instant begin;
  private final AtomicLong passed = new AtomicLong();

  /** A ticker's origin means nothing, so nobody may rely on this one. */
  private final long origin = Long.MAX_VALUE - 1_000;

  private MutableTime(Instant begin) {
    this.begin = begin;
  }

  /** A clock that stands at a moment. */
  public static MutableTime at(Instant begin) {
    return new MutableTime(begin);
  }

  /** Lets time pass. */
  public void advance(Duration time) {
    passed.addAndGet(time.toNanos());
  }

  @Override
  public Instant instant() {
    return begin.plusNanos(passed.get());
  }

  @Override
  public long getAsLong() {
    return origin + passed.get();
  }
}
