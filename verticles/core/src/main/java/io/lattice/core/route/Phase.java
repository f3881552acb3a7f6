package io.lattice.core.route;

/** Where a request is, with the moment that its limits count from, in nanoseconds of the ticker. */
public sealed interface Phase {

  /** Between attempts. */
  record Waiting() implements Phase {}

  /**
   * An attempt was made and has not said anything to the caller.
   *
   * @param since when it began
   */
  record Asked(long since) implements Phase {}

  /**
   * The answer has begun.
   *
   * @param lastContent when the last event came that says something to the caller
   */
  record Answering(long lastContent) implements Phase {}
}
