package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By which name a provider's support finds a request. */
class ProviderRequestTest {
  private static final Map<String, String> AZURE =
      Map.of(
          "x-request-id", "second",
          "apim-request-id", "d47cf1ef-9d5a-4a6f",
          "x-ms-region", "Sweden Central",
          "x-ms-deployment-name", "gpt-eu",
          "set-cookie", "secret=1");

  private static List<ChatEvent> failed(ErrorKind kind) {
    return List.of(
        new ChatEvent.TextDelta(0, "Hel"),
        new ChatEvent.MessageFailed(
            new ChatError(kind, "it failed", "code", "param", 503, Duration.ofSeconds(7)),
            Usage.counted(3, 4)));
  }

  private static List<ChatEvent> named(ErrorKind kind, Map<String, String> headers) {
    return ProviderRequest.named(failed(kind), headers::get);
  }

  @Test
  void aFailureOfTheProvidersIsNamedAndNothingElseOfItChanges() {
    assertThat(named(ErrorKind.UPSTREAM_OVERLOADED, AZURE))
        .containsExactly(
            new ChatEvent.TextDelta(0, "Hel"),
            new ChatEvent.MessageFailed(
                new ChatError(
                    ErrorKind.UPSTREAM_OVERLOADED,
                    "it failed (provider request d47cf1ef-9d5a-4a6f)",
                    "code",
                    "param",
                    503,
                    Duration.ofSeconds(7)),
                Usage.counted(3, 4)));
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorKind.class,
      names = {"INVALID_REQUEST", "CONTENT_REJECTED", "INTERNAL"})
  void whatIsNotTheProvidersIsLeftAsItIs(ErrorKind kind) {
    assertThat(named(kind, AZURE)).isEqualTo(failed(kind));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "a\u0000b", "<script>", "Bearer sk-1"})
  void aNameThatIsNoneIsNotPassedOn(String value) {
    assertThat(named(ErrorKind.UPSTREAM_OVERLOADED, Map.of("x-request-id", value)))
        .isEqualTo(failed(ErrorKind.UPSTREAM_OVERLOADED));
  }

  @Test
  void onlyHeadersThatAreKnownAreToldOf() {
    assertThat(ProviderRequest.facts(AZURE::get))
        .containsOnlyKeys("apim-request-id", "x-request-id", "x-ms-region", "x-ms-deployment-name")
        .containsEntry("x-ms-region", "Sweden Central");
    assertThat(ProviderRequest.facts(Map.of("x-upstream-attempts", "2")::get))
        .containsExactly(Map.entry("x-upstream-attempts", "2"));
  }
}
