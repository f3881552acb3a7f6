package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAdviceTest {

  @ParameterizedTest
  @CsvSource({
    "RATE_LIMITED, 1, true",
    "RATE_LIMITED, 60000, true",
    "RATE_LIMITED, 60001, false",
    "RATE_LIMITED, , false",
    "BUDGET_EXHAUSTED, , false",
    "NO_DEPLOYMENT_AVAILABLE, 5000, true",
    "NO_DEPLOYMENT_AVAILABLE, , false",
    "UPSTREAM_RATE_LIMITED, 5000, true",
    "UPSTREAM_OVERLOADED, 5000, false",
    "UPSTREAM_TIMEOUT, , false",
    "INTERNAL, , false",
    "SHUTTING_DOWN, , true"
  })
  void advisesAnotherTryOnlyWhereTheRouterMadeNone(
      ErrorKind kind, Long retryAfterMillis, boolean retry) {
    // given
    Duration wait = retryAfterMillis == null ? null : Duration.ofMillis(retryAfterMillis);
    // then
    assertThat(RetryAdvice.shouldRetry(new ChatError(kind, "why").withRetryAfter(wait)))
        .isEqualTo(retry);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "1000, 1", "1001, 2", "-5, 0"})
  void roundsTheWaitUpToWholeSeconds(long millis, long seconds) {
    assertThat(RetryAdvice.seconds(Duration.ofMillis(millis))).isEqualTo(seconds);
  }
}
