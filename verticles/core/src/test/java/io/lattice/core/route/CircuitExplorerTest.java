package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.CircuitSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every state that a small circuit can reach, by every order of calls, probes and seconds: what
 * holds in all of them holds in production, which runs the same transitions.
 */
class CircuitExplorerTest {

  /** Two in a row, or half of three in a second; open 2 s, at most 6 s. */
  private static final CircuitSettings SETTINGS =
      new CircuitSettings(
          50, 3, Duration.ofSeconds(1), 2, Duration.ofSeconds(2), Duration.ofSeconds(6), 0);

  private static final Duration LONGEST = Duration.ofSeconds(6);
  private static final int MOST_CALLS_A_SECOND = 4;

  /** A circuit with its times counted from now, so that equal futures are equal states. */
  private record State(Circuit circuit, int callsThisSecond) {}

  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

  private final Map<State, List<State>> explored = new HashMap<>();

  @Test
  void everyReachableStateKeepsThePromises() {
    // when
    explore();
    // then
    System.out.println("circuit explorer: " + explored.size() + " states");
    assertThat(explored.size()).isGreaterThan(100);
    explored.keySet().forEach(state -> check(state.circuit()));
  }

  private void explore() {
    Deque<State> open = new ArrayDeque<>(List.of(new State(ClosedCircuit.UNTRIED, 0)));
    while (!open.isEmpty()) {
      State state = open.pop();
      if (!explored.containsKey(state)) {
        List<State> next = next(state);
        explored.put(state, next);
        next.forEach(open::push);
      }
    }
  }

  private List<State> next(State state) {
    List<State> next = new ArrayList<>();
    Circuit circuit = state.circuit();
    next.add(new State(later(circuit, Duration.ofSeconds(1)), 0));
    next.add(new State(circuit.probe(NOW, SETTINGS), state.callsThisSecond()));
    if (state.callsThisSecond() < MOST_CALLS_A_SECOND) {
      for (Outcome outcome : Outcome.values()) {
        for (int age = 0; age <= 3; age++) {
          Circuit after = circuit.record(outcome, NOW.minusSeconds(age), NOW, SETTINGS, 0.5);
          next.add(new State(after, state.callsThisSecond() + 1));
        }
      }
    }
    return next;
  }

  private static void check(Circuit circuit) {
    Verdict verdict = circuit.verdict(NOW);
    if (verdict instanceof Verdict.Open open) {
      // It ends, in a bounded time, and by itself.
      assertThat(open.until()).isAfter(NOW).isBeforeOrEqualTo(NOW.plus(LONGEST));
      assertThat(circuit.verdict(open.until())).isEqualTo(new Verdict.HalfOpen());
      assertThat(circuit.probe(NOW, SETTINGS)).isEqualTo(circuit);
    }
    if (verdict instanceof Verdict.HalfOpen) {
      // One call may find out, and no second one beside it.
      Circuit probed = circuit.probe(NOW, SETTINGS);
      assertThat(probed.verdict(NOW)).isInstanceOf(Verdict.Open.class);
      assertThat(probed.probe(NOW, SETTINGS)).isEqualTo(probed);
    }
    // Whoever answers is well, whatever was.
    assertThat(end(circuit, Outcome.SUCCESS).verdict(NOW)).isEqualTo(new Verdict.Healthy());
    // Nothing but a failure takes a healthy one out.
    if (verdict instanceof Verdict.Healthy) {
      assertThat(end(circuit, Outcome.IGNORED)).isEqualTo(circuit);
      assertThat(end(end(circuit, Outcome.FAILURE), Outcome.FAILURE).verdict(NOW))
          .isInstanceOf(Verdict.Open.class);
    }
  }

  private static Circuit end(Circuit circuit, Outcome outcome) {
    return circuit.record(outcome, NOW, NOW, SETTINGS, 0.5);
  }

  /** The circuit as seen some time later, moved back so that then is now again. */
  private static Circuit later(Circuit circuit, Duration by) {
    if (circuit instanceof ClosedCircuit closed) {
      return new ClosedCircuit(
          CallWindow.EMPTY, closed.failuresInARow(), closed.openings(), back(closed.since(), by));
    } else if (circuit instanceof OpenCircuit open) {
      return new OpenCircuit(back(open.since(), by), back(open.until(), by), open.openings());
    }
    ProbedCircuit probed = (ProbedCircuit) circuit;
    return new ProbedCircuit(back(probed.since(), by), back(probed.until(), by), probed.openings());
  }

  /** Longer ago than the longest time that anything asks about is as long ago as that. */
  private static Instant back(Instant time, Duration by) {
    if (time.equals(Instant.MIN)) {
      return time;
    }
    Instant oldest = NOW.minus(LONGEST.plusSeconds(4));
    Instant moved = time.minus(by);
    return moved.isBefore(oldest) ? oldest : moved;
  }
}
