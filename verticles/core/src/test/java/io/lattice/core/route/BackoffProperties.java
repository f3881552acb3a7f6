package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class BackoffProperties {

  private static final Duration BASE = Duration.ofMillis(100);
  private static final Duration CAP = Duration.ofSeconds(20);

  @Property
  void neverWaitsLongerThanTheCapOrLessThanNothing(
      @ForAll @IntRange(min = 1) int retry,
      @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
    assertThat(Backoff.fullJitter(retry, BASE, CAP, random)).isBetween(Duration.ZERO, CAP);
  }

  @Property
  void everyRetryMayWaitTwiceAsLongAsTheOneBefore(@ForAll @IntRange(min = 1, max = 7) int retry) {
    Duration longest = Backoff.fullJitter(retry, BASE, CAP, 1);

    assertThat(longest).isEqualTo(BASE.multipliedBy(1L << (retry - 1)));
  }

  @Property
  void waitsInProportionToTheRandomNumber(
      @ForAll @IntRange(min = 1, max = 70) int retry,
      @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
    Duration longest = Backoff.fullJitter(retry, BASE, CAP, 1);

    assertThat(Backoff.fullJitter(retry, BASE, CAP, random).toMillis())
        .isEqualTo((long) (longest.toMillis() * random));
  }

  @Example
  void waitsAtMostTheCapWhereTheBaseIsLonger() {
    assertThat(Backoff.fullJitter(1, Duration.ofDays(1), CAP, 1)).isEqualTo(CAP);
  }

  @Example
  void waitsNothingWhereTheBaseIsLessThanAMillisecond() {
    assertThat(Backoff.fullJitter(Integer.MAX_VALUE, Duration.ofNanos(1), CAP, 1)).isZero();
  }
}
