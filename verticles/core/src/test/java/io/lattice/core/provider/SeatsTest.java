package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeatsTest {
  private final List<String> went = new ArrayList<>();

  private Seats.Seat seat(Seats seats, String who) {
    return seats.seat(() -> went.add(who));
  }

  @Test
  void servesWhoCameFirst() {
    // given
    Seats seats = new Seats(1, 2);
    Seats.Seat first = seat(seats, "first");
    Seats.Seat second = seat(seats, "second");
    Seats.Seat third = seat(seats, "third");
    assertThat(first.ask()).isTrue();
    assertThat(second.ask()).isTrue();
    assertThat(third.ask()).isTrue();
    // when
    first.leave();
    // then
    assertThat(went).containsExactly("first", "second");
    second.leave();
    assertThat(went).containsExactly("first", "second", "third");
  }

  @Test
  void turnsAwayWhoFindsTheQueueFull() {
    // given
    Seats seats = new Seats(1, 0);
    assertThat(seat(seats, "first").ask()).isTrue();
    // when, then
    assertThat(seat(seats, "second").ask()).isFalse();
    assertThat(went).containsExactly("first");
  }

  @Test
  void leavingTwiceFreesOneSeatOnly() {
    // given
    Seats seats = new Seats(1, 5);
    Seats.Seat first = seat(seats, "first");
    first.ask();
    first.leave();
    // when
    first.leave();
    seat(seats, "second").ask();
    seat(seats, "third").ask();
    // then
    assertThat(went).containsExactly("first", "second");
  }

  @Test
  void whoLeavesTheQueueIsNotServed() {
    // given
    Seats seats = new Seats(1, 1);
    Seats.Seat first = seat(seats, "first");
    first.ask();
    Seats.Seat second = seat(seats, "second");
    second.ask();
    // when
    second.leave();
    assertThat(seat(seats, "third").ask()).isTrue();
    first.leave();
    // then
    assertThat(went).containsExactly("first", "third");
  }

  @Test
  void aLongQueueOfThoseWhoLeaveAtOnceNeedsNoDeepStack() {
    // given
    int many = 100_000;
    Seats seats = new Seats(1, many);
    Seats.Seat first = seat(seats, "first");
    first.ask();
    for (int i = 0; i < many; i++) {
      List<Seats.Seat> own = new ArrayList<>();
      own.add(
          seats.seat(
              () -> {
                went.add("one of many");
                own.get(0).leave();
              }));
      own.get(0).ask();
    }
    // when
    first.leave();
    // then
    assertThat(went).hasSize(many + 1);
  }
}
