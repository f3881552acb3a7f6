package io.lattice.core.route;

import io.lattice.config.CircuitSettings;
import java.time.Instant;

/**
 * The one call that finds out is under way.
 *
 * @param since when it began
 * @param until when another may be sent, should this one say nothing
 * @param openings how often the circuit opened without a healthy spell between
 */
record ProbedCircuit(Instant since, Instant until, int openings) implements Circuit {

  @Override
  public Circuit record(
      Outcome outcome, Instant began, Instant now, CircuitSettings settings, double random) {
    if (began.isBefore(since)) {
      return this;
    }
    return switch (outcome) {
      case SUCCESS -> new ClosedCircuit(CallWindow.EMPTY, 0, openings, now);
      case FAILURE -> OpenCircuit.opened(openings + 1, now, settings, random);
      // It found out nothing; let the next one try.
      case IGNORED -> new OpenCircuit(since, now, openings);
    };
  }

  @Override
  public Circuit probe(Instant now, CircuitSettings settings) {
    return now.isBefore(until) ? this : new ProbedCircuit(now, now.plus(settings.open()), openings);
  }

  @Override
  public Verdict verdict(Instant now) {
    return now.isBefore(until) ? new Verdict.Open(until) : new Verdict.HalfOpen();
  }
}
