package io.lattice.core.route;

import io.lattice.config.CircuitSettings;
import java.time.Instant;

/**
 * Whether one deployment is ill: closed while it is well, open while it is not, half-open when one
 * call may find out. Immutable, and each state knows only the ways out of it.
 *
 * <p>No timer turns an open circuit half-open: the next one who asks does, by the time. So there is
 * nothing to cancel, and nothing that dies with its node.
 */
sealed interface Circuit permits ClosedCircuit, OpenCircuit, ProbedCircuit {

  /**
   * After a call has ended.
   *
   * @param began when the call began; one that began before the circuit opened says nothing about
   *     the time since, whichever way it ends
   * @param random drawn evenly from [0, 1); spreads the circuits that open together
   */
  Circuit record(
      Outcome outcome, Instant began, Instant now, CircuitSettings settings, double random);

  /** With its one probe under way; itself where none is due. */
  Circuit probe(Instant now, CircuitSettings settings);

  /** Never {@link Verdict.Resting}: that is not a matter of health. */
  Verdict verdict(Instant now);
}
