package io.lattice.api.stream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Time that passes when a test says so. Safe on any thread. */
final class MutableTicker implements LongSupplier {

  /** Nobody may rely on an origin. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

  void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Override
  public long getAsLong() {
    return nanos.get();
  }
}
