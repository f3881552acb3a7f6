package io.lattice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.config.model.ModelRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void refuseNonsense() {
    refuses(() -> new NodeSettings(null, null, -1), "lanes must be from 0 to 256, not -1");
    refuses(
        () -> new ClusterSettings("127.0.0.1", 70_000, List.of(), "lattice"),
        "port must be from 0 to 65535, not 70000");
    refuses(() -> new ClusterSettings(" ", 1, List.of(), "lattice"), "host must not be blank");
    refuses(
        () -> new TimeoutSettings(Duration.ZERO, SECOND, SECOND, SECOND, SECOND, SECOND, SECOND),
        "connect must be longer than nothing, not PT0S");
    refuses(
        () -> new ShutdownSettings(SECOND.negated(), SECOND),
        "notReady must not be negative, not PT-1S");
    refuses(
        () -> new RetrySettings(6, SECOND, SECOND, 20, 3, SECOND),
        "attempts must be from 1 to 5, not 6");
    refuses(
        () -> new RetrySettings(3, Duration.ofSeconds(2), SECOND, 20, 3, SECOND),
        "has base delay 2 s, which must not be longer than max delay 1 s");
    refuses(
        () -> new CircuitSettings(50, 20, SECOND, 5, Duration.ofSeconds(2), SECOND, 20),
        "has open 2 s, which must not be longer than max open 1 s");
    refuses(
        () -> new StreamSettings(64, 1024, SECOND, SECOND, 1024, 1024),
        "has dead 1 s, which must be at least twice ping 1 s");
    refuses(
        () -> new StreamSettings(64, 1024, SECOND, Duration.ofSeconds(2), 2048, 1024),
        "has max event 2 KiB, which must not be more than max response 1 KiB");
    refuses(
        () -> new UpstreamSettings(0, 0, SECOND, 1024), "poolSize must be from 1 to 100000, not 0");
  }

  @Test
  void aRegionsOwnEndpointWinsOverTheBaseUrl() {
    ProviderSettings provider =
        new ProviderSettings(
            "openai",
            "openai",
            1,
            List.of("us", "eu"),
            List.of(),
            null,
            URI.create("https://api.example/v1"),
            Map.of("eu", URI.create("https://eu.example/v1")),
            List.of(),
            Map.of(),
            "OPENAI_API_KEY is not set");

    assertThat(provider.endpoint("eu")).hasHost("eu.example");
    assertThat(provider.endpoint("us")).hasHost("api.example");
    assertThat(provider.endpoint(null)).hasHost("api.example");
    assertThat(provider.isConfigured()).isFalse();
    assertThat(LatticeConfig.of(List.of(provider), ModelRegistry.EMPTY).provider("openai"))
        .contains(provider);
  }

  @Test
  void aProblemSaysWhereAndWhat() {
    assertThat(new Problem("config/lattice.yaml", "bridge.port", 12, "x", "must be a number"))
        .hasToString("config/lattice.yaml:12: bridge.port 'x' must be a number");
    assertThat(new Problem(".env", "", 3, null, "is not NAME=value"))
        .hasToString(".env:3: is not NAME=value");
    assertThat(new Problem("environment", "A", null, "b\n" + "c".repeat(100), "is odd").toString())
        .isEqualTo("environment: A 'b " + "c".repeat(78) + "...' is odd");
  }

  private static void refuses(ThrowingCallable made, String message) {
    assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
