package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ErrorKind;
import io.lattice.config.RetrySettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything fails, for everybody, at once. */
class RetryStormTest {

  private static final RetrySettings SETTINGS = RetrySettings.DEFAULTS;

  /** A request under way. */
  private record Request(RetryBudget.Seat seat, List<Failure> failures) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 100, 1_000})
  void callsStayWithinAFifthMoreThanRequestsAndTheFewThatAreAlwaysAllowed(int requests) {
    // given
    RetryBudget budget = new RetryBudget();
    RoutePlan plan =
        new RoutePlan(
            List.of(
                Samples.candidate("openai"),
                Samples.candidate("azure"),
                Samples.candidate("bedrock")),
            List.of());
    Deque<Request> running = new ArrayDeque<>();
    for (int i = 0; i < requests; i++) {
      running.add(new Request(budget.enter(), new ArrayList<>()));
    }
    // when
    int calls = 0;
    while (!running.isEmpty()) {
      Request request = running.removeFirst();
      calls++;
      Candidate candidate = plan.candidates().get(request.failures().size());
      Failure failure = Samples.failure(candidate, Samples.error(ErrorKind.UPSTREAM_PROTOCOL));
      request.failures().add(failure);
      Decision decision =
          Failover.after(
              new Situation(
                  plan,
                  request.failures(),
                  Set.of(),
                  Verdicts.ALL_HEALTHY,
                  Samples.NOW,
                  Duration.ofMinutes(1),
                  false,
                  request.seat().mayRetry(SETTINGS)),
              SETTINGS,
              0);
      if (decision instanceof Decision.GiveUp) {
        request.seat().leave();
      } else {
        running.addLast(request);
      }
    }
    // then
    assertThat(calls).isBetween(requests, requests + requests / 5 + 3);
    assertThat(budget.load()).isEqualTo(RetryLoad.NONE);
  }
}
