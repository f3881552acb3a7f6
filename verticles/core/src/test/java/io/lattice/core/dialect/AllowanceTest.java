package io.lattice.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AllowanceTest {

  @Test
  void readsTheHeadersOfOpenAiAndThoseWhoFollowIt() {
    Map<String, String> headers =
        Map.of(
            "x-ratelimit-limit-requests", "5000",
            "x-ratelimit-remaining-requests", "4999",
            "x-ratelimit-reset-requests", "12ms",
            "x-ratelimit-remaining-tokens", "40");

    assertThat(Allowance.of(headers::get))
        .containsExactly(
            new Allowance("requests", 4_999, 5_000L), new Allowance("tokens", 40, null));
  }

  @Test
  void readsTheHeadersOfAnthropic() {
    Map<String, String> headers =
        Map.of(
            "anthropic-ratelimit-input-tokens-limit", "30000",
            "anthropic-ratelimit-input-tokens-remaining", "29000",
            "anthropic-ratelimit-output-tokens-remaining", "8000");

    assertThat(Allowance.of(headers::get))
        .containsExactly(
            new Allowance("input-tokens", 29_000, 30_000L),
            new Allowance("output-tokens", 8_000, null));
  }

  @Test
  void leavesOutWhatIsNotCountedOrNoNumber() {
    Map<String, String> headers =
        Map.of(
            "x-ratelimit-remaining-requests", "-1",
            "x-ratelimit-remaining-tokens", "many",
            "x-ratelimit-limit-tokens", "100");

    assertThat(Allowance.of(headers::get)).isEmpty();
  }
}
