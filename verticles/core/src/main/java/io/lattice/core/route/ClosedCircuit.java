package io.lattice.core.route;

import io.lattice.config.CircuitSettings;
import java.time.Instant;

/**
 * All is well as far as the last calls tell.
 *
 * @param window the last calls
 * @param failuresInARow since the last success
 * @param openings how often it opened before, without a healthy spell between
 * @param since when it closed
 */
record ClosedCircuit(CallWindow window, int failuresInARow, int openings, Instant since)
    implements Circuit {

  /** That of a deployment of which nothing is known. */
  static final ClosedCircuit UNTRIED = new ClosedCircuit(CallWindow.EMPTY, 0, 0, Instant.MIN);

  @Override
  public Circuit record(
      Outcome outcome, Instant began, Instant now, CircuitSettings settings, double random) {
    if (outcome == Outcome.IGNORED || began.isBefore(since)) {
      return this;
    }
    boolean failed = outcome == Outcome.FAILURE;
    ClosedCircuit next =
        new ClosedCircuit(
            window.add(failed, now, settings.window()),
            failed ? failuresInARow + 1 : 0,
            openings,
            since);
    return failed && next.isTooMuch(now, settings)
        ? OpenCircuit.opened(next.openingsInARow(now, settings) + 1, now, settings, random)
        : next;
  }

  private boolean isTooMuch(Instant now, CircuitSettings settings) {
    if (failuresInARow >= settings.consecutiveFailures()) {
      return true;
    }
    int calls = window.calls(now, settings.window());
    long failures = window.failures(now, settings.window());
    return calls >= settings.minimumCalls()
        && failures * 100 >= (long) settings.failurePercent() * calls;
  }

  /** One that was well for as long as a circuit may be open at most starts afresh. */
  private int openingsInARow(Instant now, CircuitSettings settings) {
    return openings > 0 && now.isBefore(since.plus(settings.maxOpen())) ? openings : 0;
  }

  /** Itself: it needs none. */
  @Override
  public Circuit probe(Instant now, CircuitSettings settings) {
    return this;
  }

  @Override
  public Verdict verdict(Instant now) {
    return new Verdict.Healthy();
  }
}
