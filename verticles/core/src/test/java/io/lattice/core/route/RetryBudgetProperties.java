package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.RetrySettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RetryBudgetProperties {

  private enum Step {
    ENTER,
    RETRY,
    LEAVE
  }

  @Property
  void whatIsGrantedIsNeverMoreThanTheShareOrTheMinimum(
      @ForAll List<Step> steps,
      @ForAll @IntRange(max = 100) int percent,
      @ForAll @IntRange(max = 5) int minimum) {
    // given
    RetrySettings settings =
        new RetrySettings(
            3, Duration.ofMillis(1), Duration.ofMillis(1), percent, minimum, Duration.ZERO);
    RetryBudget budget = new RetryBudget();
    Deque<RetryBudget.Seat> seats = new ArrayDeque<>();
    // when
    for (Step step : steps) {
      if (step == Step.ENTER) {
        seats.addLast(budget.enter());
      } else if (!seats.isEmpty() && step == Step.LEAVE) {
        seats.removeFirst().leave();
      } else if (!seats.isEmpty()) {
        boolean granted = seats.getLast().mayRetry(settings);
        // then
        RetryLoad load = budget.load();
        if (granted) {
          assertThat(load.retries())
              .isLessThanOrEqualTo(Math.max(minimum, load.active() * percent / 100));
        } else {
          assertThat(load.retries())
              .isGreaterThanOrEqualTo(Math.max(minimum, load.active() * percent / 100));
        }
      }
    }
    seats.forEach(RetryBudget.Seat::leave);
    assertThat(budget.load()).isEqualTo(RetryLoad.NONE);
  }
}
