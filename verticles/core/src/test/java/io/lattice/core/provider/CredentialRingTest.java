package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.testing.MutableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Whose turn it is among several credentials. */
class CredentialRingTest {
  private static final ChatError LIMITED =
      new ChatError(ErrorKind.UPSTREAM_RATE_LIMITED, "too fast");
  private static final ChatError REFUSED = new ChatError(ErrorKind.UPSTREAM_REFUSED_KEY, "not you");

  private final MutableTime time = MutableTime.at(Instant.EPOCH);

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }

  private static List<Integer> turns(CredentialRing ring, int count) {
    return IntStream.range(0, count).mapToObj(turn -> ring.take()).toList();
  }

  @Test
  void takesEachInTurn() {
    CredentialRing ring = new CredentialRing(3, time);

    assertThat(turns(ring, 5)).containsExactly(0, 1, 2, 0, 1);
  }

  @Test
  void passesOverOneThatRestsUntilItsRestIsOver() {
    // given
    CredentialRing ring = new CredentialRing(3, time);
    ring.rest(1, seconds(7), LIMITED);
    // when
    List<Integer> meanwhile = turns(ring, 4);
    time.advance(seconds(7));
    // then
    assertThat(meanwhile).containsExactly(0, 2, 0, 2);
    assertThat(turns(ring, 3)).containsExactly(0, 1, 2);
  }

  @Test
  void takesTheOneThatRestsForTheShortestWhereAllRest() {
    // given
    CredentialRing ring = new CredentialRing(3, time);
    ring.rest(0, seconds(60), LIMITED);
    ring.rest(1, seconds(7), LIMITED);
    ring.rest(2, seconds(300), REFUSED);
    // when, then
    assertThat(ring.hasFree()).isFalse();
    assertThat(turns(ring, 2)).containsExactly(1, 1);
  }

  @Test
  void aShorterRestDoesNotEndALongerOne() {
    // given
    CredentialRing ring = new CredentialRing(2, time);
    ring.rest(0, seconds(60), LIMITED);
    // when
    ring.rest(0, seconds(1), LIMITED);
    time.advance(seconds(2));
    // then
    assertThat(turns(ring, 2)).containsExactly(1, 1);
  }

  @Test
  void whereAllRestTheReasonCountsThatIsOverTheSoonest() {
    // given
    CredentialRing ring = new CredentialRing(2, time);
    ring.rest(0, seconds(60), LIMITED);
    time.advance(seconds(20));
    // when
    ring.rest(1, seconds(300), REFUSED);
    // then
    assertThat(ring.asWhole(1, REFUSED)).isEqualTo(LIMITED.withRetryAfter(seconds(40)));
  }

  @Test
  void theOnlyOneTellsItsOwnReason() {
    // given
    CredentialRing ring = new CredentialRing(1, time);
    ring.rest(0, seconds(60), LIMITED);
    // when
    ring.rest(0, seconds(3), REFUSED);
    // then
    assertThat(ring.asWhole(0, REFUSED)).isEqualTo(REFUSED);
    assertThat(ring.take()).isZero();
  }

  @Test
  void refusesToBeEmpty() {
    assertThatThrownBy(() -> new CredentialRing(0, time))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one");
  }

  @Property
  void neverTakesOneThatRestsWhileAnotherIsFree(
      @ForAll @IntRange(min = 1, max = 5) int size,
      @ForAll @Size(max = 30) List<@IntRange(max = 1_000_000) Integer> events) {
    CredentialRing ring = new CredentialRing(size, time);
    long[] until = new long[size];
    long now = 0;
    for (int event : events) {
      int position = event % size;
      int rest = event / 8 % 90;
      until[position] = Math.max(until[position], now + rest);
      ring.rest(position, seconds(rest), LIMITED);
      int pass = event / 1_000 % 60;
      now += pass;
      time.advance(seconds(pass));
      long present = now;

      int taken = ring.take();

      long shortest =
          IntStream.range(0, size)
              .mapToLong(i -> Math.max(0, until[i] - present))
              .min()
              .orElseThrow();
      assertThat(Math.max(0, until[taken] - present)).isEqualTo(shortest);
      assertThat(ring.hasFree()).isEqualTo(shortest == 0);
    }
  }

  @Property
  void nobodyWaitsForMoreThanOneRoundWhileNoneRests(
      @ForAll @IntRange(min = 1, max = 8) int size, @ForAll @IntRange(max = 20) int before) {
    CredentialRing ring = new CredentialRing(size, time);
    turns(ring, before);

    assertThat(turns(ring, size)).doesNotHaveDuplicates();
  }
}
