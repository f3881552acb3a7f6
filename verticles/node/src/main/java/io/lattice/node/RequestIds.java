package io.lattice.node;

import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Ids of requests that bring none, in the form of a random UUID. They tell requests apart and guard
 * nothing, so an ordinary generator with a good seed does; a secure one is shared by all threads
 * and asks the system. Confined as its generator is.
 */
final class RequestIds implements Supplier<String> {
  private final RandomGenerator random;

  RequestIds(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String get() {
    long version4 = (random.nextLong() & ~0xF000L) | 0x4000L;
    long variant2 = (random.nextLong() >>> 2) | Long.MIN_VALUE;
    return new UUID(version4, variant2).toString();
  }
}
