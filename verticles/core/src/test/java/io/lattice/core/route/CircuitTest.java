package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.CircuitSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitTest {

  private static final CircuitSettings SETTINGS = CircuitSettings.DEFAULTS;

  /** In the middle: no jitter. */
  private static final double MIDDLE = 0.5;

  private Instant now = Samples.NOW;
  private Circuit circuit = ClosedCircuit.UNTRIED;

  @Test
  void opensAfterFiveFailuresInARow() {
    end(Outcome.FAILURE, 4);
    assertThat(circuit.verdict(now)).isEqualTo(new Verdict.Healthy());

    end(Outcome.FAILURE, 1);
    assertThat(circuit.verdict(now)).isEqualTo(new Verdict.Open(now.plusSeconds(30)));
  }

  @Test
  void aSuccessEndsARowOfFailures() {
    end(Outcome.FAILURE, 4);
    end(Outcome.SUCCESS, 1);
    end(Outcome.FAILURE, 4);

    assertThat(circuit.verdict(now)).isEqualTo(new Verdict.Healthy());
  }

  @Test
  void opensWhereHalfOfTwentyCallsFailed() {
    for (int i = 0; i < 9; i++) {
      end(Outcome.SUCCESS, 1);
      end(Outcome.FAILURE, 1);
    }
    end(Outcome.SUCCESS, 1);
    assertThat(circuit.verdict(now)).isEqualTo(new Verdict.Healthy());

    end(Outcome.FAILURE, 1);
    assertThat(circuit.verdict(now)).isInstanceOf(Verdict.Open.class);
  }

  @Test
  void staysClosedWhereHalfOfFewerCallsFailed() {
    for (int i = 0; i < 9; i++) {
      end(Outcome.SUCCESS, 1);
      end(Outcome.FAILURE, 1);
    }

    assertThat(circuit.verdict(now)).isEqualTo(new Verdict.Healthy());
  }

  @Test
  void forgetsFailuresThatAreOlderThanTheWindow() {
    for (int i = 0; i < 9; i++) {
      end(Outcome.SUCCESS, 1);
      end(Outcome.FAILURE, 1);
    }
    now = now.plusSeconds(31);
    end(Outcome.SUCCESS, 1);
    end(Outcome.FAILURE, 1);

    assertThat(circuit.verdict(now)).isEqualTo(new Verdict.Healthy());
  }

  @Test
  void whatSaysNothingNeverOpensIt() {
    end(Outcome.IGNORED, 1_000);

    assertThat(circuit).isEqualTo(ClosedCircuit.UNTRIED);
  }

  @Test
  void isHalfOpenOnceItsTimeIsUp() {
    end(Outcome.FAILURE, 5);
    now = now.plusSeconds(30);

    assertThat(circuit.verdict(now)).isEqualTo(new Verdict.HalfOpen());
  }

  @Test
  void lendsOneProbeAtATime() {
    end(Outcome.FAILURE, 5);
    now = now.plusSeconds(30);

    circuit = circuit.probe(now, SETTINGS);

    assertThat(circuit.verdict(now)).isInstanceOf(Verdict.Open.class);
    assertThat(circuit.probe(now, SETTINGS)).isSameAs(circuit);
  }

  @Test
  void aProbeThatSucceedsClosesIt() {
    halfOpenWithProbe();

    end(Outcome.SUCCESS, 1);

    assertThat(circuit.verdict(now)).isEqualTo(new Verdict.Healthy());
  }

  @Test
  void aProbeThatFailsOpensItForTwiceAsLong() {
    halfOpenWithProbe();

    end(Outcome.FAILURE, 1);

    assertThat(circuit.verdict(now)).isEqualTo(new Verdict.Open(now.plusSeconds(60)));
  }

  @Test
  void aProbeThatFoundNothingOutMakesRoomForAnother() {
    halfOpenWithProbe();

    end(Outcome.IGNORED, 1);

    assertThat(circuit.verdict(now)).isEqualTo(new Verdict.HalfOpen());
  }

  @Test
  void aProbeThatIsNeverHeardOfAgainMakesRoomForAnother() {
    halfOpenWithProbe();

    now = now.plusSeconds(30);

    assertThat(circuit.verdict(now)).isEqualTo(new Verdict.HalfOpen());
    assertThat(circuit.probe(now, SETTINGS)).isNotEqualTo(circuit);
  }

  @Test
  void aCallThatBeganBeforeItOpenedSaysNothingAboutTheTimeSince() {
    Instant before = now.minusSeconds(60);
    end(Outcome.FAILURE, 5);

    saysNothing(before);

    now = now.plusSeconds(30);
    saysNothing(before);

    circuit = circuit.probe(now, SETTINGS);
    saysNothing(before);
  }

  @Test
  void aCallMadeForWantOfBetterClosesItWhereItSucceeds() {
    end(Outcome.FAILURE, 5);

    end(Outcome.SUCCESS, 1);

    assertThat(circuit.verdict(now)).isEqualTo(new Verdict.Healthy());
  }

  @Test
  void aCallMadeForWantOfBetterDoesNotKeepItOpenLongerWhereItFails() {
    end(Outcome.FAILURE, 5);
    Circuit opened = circuit;

    end(Outcome.FAILURE, 3);

    assertThat(circuit).isEqualTo(opened);
  }

  @Test
  void neverOpensForLongerThanTheMaximum() {
    end(Outcome.FAILURE, 5);
    for (int i = 0; i < 40; i++) {
      now = now.plus(SETTINGS.maxOpen());
      circuit = circuit.probe(now, SETTINGS).record(Outcome.FAILURE, now, now, SETTINGS, 0.999);
    }

    assertThat(((Verdict.Open) circuit.verdict(now)).until())
        .isBetween(now.plusSeconds(290), now.plus(SETTINGS.maxOpen()));
  }

  @Test
  void opensForLongerWhereItRelapsesSoon() {
    halfOpenWithProbe();
    end(Outcome.SUCCESS, 1);
    now = now.plusSeconds(10);

    end(Outcome.FAILURE, 5);

    assertThat(circuit.verdict(now)).isEqualTo(new Verdict.Open(now.plusSeconds(60)));
  }

  @Test
  void startsAfreshAfterAHealthySpell() {
    halfOpenWithProbe();
    end(Outcome.SUCCESS, 1);
    now = now.plus(SETTINGS.maxOpen());

    end(Outcome.FAILURE, 5);

    assertThat(circuit.verdict(now)).isEqualTo(new Verdict.Open(now.plusSeconds(30)));
  }

  @Test
  void circuitsThatOpenTogetherAreSpreadByAFifthEitherWay() {
    Circuit soonest = OpenCircuit.opened(1, now, SETTINGS, 0);
    Circuit latest = OpenCircuit.opened(1, now, SETTINGS, 1);

    assertThat(soonest.verdict(now)).isEqualTo(new Verdict.Open(now.plus(Duration.ofSeconds(24))));
    assertThat(latest.verdict(now)).isEqualTo(new Verdict.Open(now.plus(Duration.ofSeconds(36))));
  }

  private void saysNothing(Instant began) {
    for (Outcome outcome : Outcome.values()) {
      assertThat(circuit.record(outcome, began, now, SETTINGS, MIDDLE)).isEqualTo(circuit);
    }
  }

  private void halfOpenWithProbe() {
    end(Outcome.FAILURE, 5);
    now = now.plusSeconds(30);
    circuit = circuit.probe(now, SETTINGS);
  }

  private void end(Outcome outcome, int times) {
    for (int i = 0; i < times; i++) {
      circuit = circuit.record(outcome, now, now, SETTINGS, MIDDLE);
    }
  }
}
