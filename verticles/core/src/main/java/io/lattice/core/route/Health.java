package io.lattice.core.route;

import io.lattice.config.CircuitSettings;
import java.time.Instant;

/**
 * All that is known of one deployment's health.
 *
 * @param circuit whether it is ill
 * @param rest whether it wants no calls although it is well
 */
record Health(Circuit circuit, Rest rest) {

  static final Health UNKNOWN = new Health(ClosedCircuit.UNTRIED, Rest.NONE);

  Health after(
      Outcome outcome, Instant began, Instant now, CircuitSettings settings, double random) {
    return new Health(circuit.record(outcome, began, now, settings, random), rest);
  }

  Health resting(Rest other) {
    return new Health(circuit, rest.and(other));
  }

  Health probed(Instant now, CircuitSettings settings) {
    return new Health(circuit.probe(now, settings), rest);
  }

  /** What the provider asked for outweighs illness, and illness what we only assume. */
  Verdict verdict(Instant now) {
    if (now.isBefore(rest.asked())) {
      return new Verdict.Resting(rest.asked(), true);
    }
    Verdict verdict = circuit.verdict(now);
    return !(verdict instanceof Verdict.Open) && now.isBefore(rest.assumed())
        ? new Verdict.Resting(rest.assumed(), false)
        : verdict;
  }
}
