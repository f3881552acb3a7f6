package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CallWindowProperties {

  private static final Duration LENGTH = Duration.ofSeconds(30);

  /**
   * @param pause since the call before, in milliseconds
   */
  record Ended(long pause, boolean failed) {}

  @Property
  void countsWhatEndedInTheWindowAndNothingOlder(@ForAll("calls") List<Ended> calls) {
    // given
    CallWindow window = CallWindow.EMPTY;
    Instant now = Samples.NOW;
    List<Instant> ends = new ArrayList<>();
    // when
    for (Ended call : calls) {
      now = now.plusMillis(call.pause());
      ends.add(now);
      window = window.add(call.failed(), now, LENGTH);
    }
    // then: exact up to the bucket of three seconds that is cut off as a whole
    Instant end = now;
    long surely = ends.stream().filter(each -> each.isAfter(end.minusSeconds(27))).count();
    long perhaps = ends.stream().filter(each -> each.isAfter(end.minusSeconds(30))).count();
    assertThat((long) window.calls(now, LENGTH)).isBetween(surely, perhaps);
  }

  @Property
  void neverCountsMoreFailuresThanCalls(@ForAll("calls") List<Ended> calls) {
    CallWindow window = CallWindow.EMPTY;
    Instant now = Samples.NOW;
    for (Ended call : calls) {
      now = now.plusMillis(call.pause());
      window = window.add(call.failed(), now, LENGTH);
      assertThat(window.failures(now, LENGTH)).isBetween(0, window.calls(now, LENGTH));
    }
  }

  @Property
  void isBoundedHoweverManyCallsItSaw(@ForAll("calls") List<Ended> calls) {
    CallWindow window = CallWindow.EMPTY;
    Instant now = Samples.NOW;
    for (Ended call : calls) {
      now = now.plusMillis(call.pause());
      window = window.add(call.failed(), now, LENGTH);
    }
    assertThat(window.buckets()).hasSizeLessThanOrEqualTo(10);
  }

  @Example
  void isEmptyAgainAfterItsLength() {
    CallWindow window = CallWindow.EMPTY.add(true, Samples.NOW, LENGTH);

    assertThat(window.calls(Samples.NOW, LENGTH)).isOne();
    assertThat(window.calls(Samples.NOW.plus(LENGTH), LENGTH)).isZero();
  }

  @Example
  void doesNotCountTheFutureWhereTheClockWasSetBack() {
    CallWindow window = CallWindow.EMPTY.add(true, Samples.NOW, LENGTH);
    Instant before = Samples.NOW.minusSeconds(300);

    assertThat(window.calls(before, LENGTH)).isZero();
    assertThat(window.add(false, before, LENGTH).buckets()).hasSize(1);
  }

  @Provide
  Arbitrary<List<Ended>> calls() {
    return Combinators.combine(Arbitraries.longs().between(0, 8_000), Arbitraries.of(true, false))
        .as(Ended::new)
        .list()
        .ofMaxSize(60);
  }
}
