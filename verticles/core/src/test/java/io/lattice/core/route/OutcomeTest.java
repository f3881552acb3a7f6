package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.ErrorKind.Blame;
import io.lattice.core.route.Failure.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTest {

  @ParameterizedTest
  @EnumSource(ErrorKind.class)
  void onlyWhatTheUpstreamIsToBlameForIsIllHealth(ErrorKind kind) {
    // a refused key is the upstream's row, but our key: it heals by no pause
    boolean expected = kind.blame() == Blame.UPSTREAM && kind != ErrorKind.UPSTREAM_REFUSED_KEY;

    assertThat(Outcome.of(kind) == Outcome.FAILURE).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(ErrorKind.class)
  void noErrorIsASuccess(ErrorKind kind) {
    assertThat(Outcome.of(kind)).isNotEqualTo(Outcome.SUCCESS);
  }

  @ParameterizedTest
  @EnumSource(ErrorKind.class)
  void whatANodeOrTheRequestDidNeverCounts(ErrorKind kind) {
    Candidate candidate = Samples.candidate("openai");

    assertThat(new Failure(candidate, Samples.error(kind), Origin.NODE).outcome())
        .isEqualTo(Outcome.IGNORED);
    assertThat(new Failure(candidate, Samples.error(kind), Origin.REQUEST).outcome())
        .isEqualTo(Outcome.IGNORED);
  }

  @Test
  void aCancelledCallSaysNothing() {
    assertThat(Outcome.of(ErrorKind.CANCELLED)).isEqualTo(Outcome.IGNORED);
  }
}
