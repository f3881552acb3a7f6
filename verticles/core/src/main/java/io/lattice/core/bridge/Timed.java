package io.lattice.core.bridge;

/**
 * Something with limits in time. One coarse sweep over all of them costs less than a timer for
 * each; a limit is kept to within the sweep's period.
 */
@FunctionalInterface
interface Timed {

  /**
   * @param nowNanos by the ticker
   */
  void tick(long nowNanos);
}
