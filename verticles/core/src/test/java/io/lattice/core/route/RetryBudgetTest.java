package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.RetrySettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

  private static final RetrySettings SETTINGS = RetrySettings.DEFAULTS;

  private final RetryBudget budget = new RetryBudget();

  @Test
  void aFewMayAlwaysRetry() {
    assertThat(grantedOf(enter(3))).isEqualTo(3);
  }

  @Test
  void noMoreThanAFifthOfManyMayRetry() {
    assertThat(grantedOf(enter(100))).isEqualTo(20);
  }

  @Test
  void oneRequestCannotHaveItAll() {
    // given
    List<RetryBudget.Seat> seats = enter(100);
    // when
    int granted = 0;
    while (seats.get(0).mayRetry(SETTINGS)) {
      granted++;
    }
    // then: only what all of them share
    assertThat(granted).isEqualTo(20);
    seats.get(0).leave();
    assertThat(seats.get(1).mayRetry(SETTINGS)).isTrue();
  }

  @Test
  void whoLeavesMakesRoom() {
    List<RetryBudget.Seat> seats = enter(4);
    assertThat(grantedOf(seats)).isEqualTo(3);

    seats.get(0).leave();

    assertThat(seats.get(3).mayRetry(SETTINGS)).isTrue();
  }

  @Test
  void leavingTwiceGivesNothingBackTwice() {
    List<RetryBudget.Seat> seats = enter(4);
    grantedOf(seats);

    seats.get(0).leave();
    seats.get(0).leave();

    assertThat(budget.load()).isEqualTo(new RetryLoad(3, 2));
  }

  @Test
  void whoHasLeftMayNotRetry() {
    RetryBudget.Seat seat = budget.enter();
    seat.leave();

    assertThat(seat.mayRetry(SETTINGS)).isFalse();
  }

  @Test
  void isEmptyOnceAllHaveLeft() {
    List<RetryBudget.Seat> seats = enter(50);
    grantedOf(seats);

    seats.forEach(RetryBudget.Seat::leave);

    assertThat(budget.load()).isEqualTo(RetryLoad.NONE);
  }

  @Test
  void lanesThatAskAtOnceGetNoMoreThanTheirShare() throws Exception {
    // given
    List<RetryBudget.Seat> seats = enter(400);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    // when
    List<Callable<Boolean>> asks = new ArrayList<>();
    seats.forEach(seat -> asks.add(() -> seat.mayRetry(SETTINGS)));
    Collections.shuffle(asks, new java.util.Random(1));
    List<Future<Boolean>> answers;
    try {
      answers = threads.invokeAll(asks);
    } finally {
      threads.shutdown();
    }
    // then
    int granted = 0;
    for (Future<Boolean> answer : answers) {
      granted += answer.get() ? 1 : 0;
    }
    assertThat(granted).isEqualTo(80);
  }

  private List<RetryBudget.Seat> enter(int requests) {
    List<RetryBudget.Seat> seats = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      seats.add(budget.enter());
    }
    return seats;
  }

  private static int grantedOf(List<RetryBudget.Seat> seats) {
    return (int) seats.stream().filter(seat -> seat.mayRetry(SETTINGS)).count();
  }
}
