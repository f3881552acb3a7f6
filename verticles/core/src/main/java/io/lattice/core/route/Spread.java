package io.lattice.core.route;

import java.util.Comparator;
import java.util.function.Function;

/**
 * An order among equals that is another for every request: each of them comes first equally often,
 * and where the first fails, its requests are spread over all others and not sent to one neighbour
 * (rendezvous hashing).
 */
final class Spread {

  private Spread() {}

  static <T> Comparator<T> by(Function<T, String> id, long spin) {
    return Comparator.<T>comparingLong(item -> mixed(id.apply(item).hashCode(), spin))
        .thenComparing(id);
  }

  /** The finalizer of SplitMix64: every bit of the input moves half of the output's. */
  private static long mixed(int hash, long spin) {
    return mix(mix(spin) + hash * 0x9E3779B97F4A7C15L);
  }

  private static long mix(long value) {
    long bits = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
