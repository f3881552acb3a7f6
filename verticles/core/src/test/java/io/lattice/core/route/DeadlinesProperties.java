package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.route.Expiry.Limit;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class DeadlinesProperties {

  private static final long MOST = 1_000_000_000_000L;

  @Property
  void whatHasExpiredStaysExpired(
      @ForAll("deadlines") Deadlines deadlines,
      @ForAll long started,
      @ForAll @LongRange(max = MOST) long elapsed,
      @ForAll @LongRange(max = MOST) long more) {
    Phase phase = new Phase.Asked(started);
    Optional<Expiry> first = deadlines.expired(started, phase, started + elapsed);

    if (first.isPresent()) {
      assertThat(deadlines.expired(started, phase, started + elapsed + more)).isEqualTo(first);
    }
  }

  @Property
  void noTimeIsLeftExactlyWhereTheTotalHasExpired(
      @ForAll("deadlines") Deadlines deadlines,
      @ForAll long started,
      @ForAll @LongRange(max = MOST) long elapsed) {
    long now = started + elapsed;
    boolean expired = deadlines.expired(started, new Phase.Waiting(), now).isPresent();

    assertThat(deadlines.timeLeft(started, now).isZero()).isEqualTo(expired);
  }

  @Property
  void whereTheTickerBeganMakesNoDifference(
      @ForAll("deadlines") Deadlines deadlines,
      @ForAll long one,
      @ForAll long other,
      @ForAll @LongRange(max = MOST) long elapsed) {
    assertThat(deadlines.expired(one, new Phase.Answering(one), one + elapsed))
        .isEqualTo(deadlines.expired(other, new Phase.Answering(other), other + elapsed));
  }

  @Provide
  Arbitrary<Deadlines> deadlines() {
    Arbitrary<Duration> durations = Arbitraries.longs().between(1, MOST).map(Duration::ofNanos);
    return Combinators.combine(durations, durations, durations)
        .as(
            (firstToken, progress, total) ->
                new Deadlines(
                    new Expiry(Limit.FIRST_TOKEN, firstToken),
                    new Expiry(Limit.PROGRESS, progress),
                    new Expiry(Limit.TOTAL, total)));
  }
}
