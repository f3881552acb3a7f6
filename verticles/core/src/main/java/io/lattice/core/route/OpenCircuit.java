package io.lattice.core.route;

import io.lattice.config.CircuitSettings;
import java.time.Duration;
import java.time.Instant;

/**
 * The deployment is ill: until a time it gets no call, and from then on one that finds out.
 *
 * @param since when it opened
 * @param until when it is half-open
 * @param openings how often it opened without a healthy spell between, this time included
 */
record OpenCircuit(Instant since, Instant until, int openings) implements Circuit {

  /** For the settings' time times the openings, jittered, never above the settings' maximum. */
  static OpenCircuit opened(int openings, Instant now, CircuitSettings settings, double random) {
    long base = Math.max(1, settings.open().toMillis());
    long max = settings.maxOpen().toMillis();
    int counted = (int) Math.min(openings, max / base + 1);
    long middle = Math.min(max, counted * base);
    long least = middle * (100 - settings.jitterPercent()) / 100;
    long most = Math.min(max, middle * (100 + settings.jitterPercent()) / 100);
    Duration open = Duration.ofMillis(least + (long) (random * (most - least)));
    return new OpenCircuit(now, now.plus(open), counted);
  }

  @Override
  public Circuit record(
      Outcome outcome, Instant began, Instant now, CircuitSettings settings, double random) {
    if (outcome == Outcome.IGNORED || began.isBefore(since)) {
      return this;
    }
    if (outcome == Outcome.SUCCESS) {
      return new ClosedCircuit(CallWindow.EMPTY, 0, openings, now);
    }
    return now.isBefore(until) ? this : opened(openings + 1, now, settings, random);
  }

  /**
   * The probe keeps its place for as long as a circuit stays open at first: one whose end nobody
   * reports must not keep the circuit open for ever.
   */
  @Override
  public Circuit probe(Instant now, CircuitSettings settings) {
    return now.isBefore(until) ? this : new ProbedCircuit(now, now.plus(settings.open()), openings);
  }

  @Override
  public Verdict verdict(Instant now) {
    return now.isBefore(until) ? new Verdict.Open(until) : new Verdict.HalfOpen();
  }
}
