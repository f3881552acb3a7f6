package io.lattice.core.bridge;

/**
 * What a visit is in the midst of: reading a body, an exchange with the router.
 *
 * <p>Limits in time are seen to by one coarse sweep over all visits, which costs less than a timer
 * for each; a limit is kept to within the sweep's period.
 */
interface Stage {

  /**
   * @param nowNanos by the ticker
   */
  void tick(long nowNanos);

  /** The node stops: comes to an end with SHUTTING_DOWN, as far as the client still takes it. */
  void dismiss();
}
