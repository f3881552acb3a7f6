package io.lattice.config.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTest {

  private static final String VALUE = "sk-very-secret";

  private final Secret secret = Secret.of(VALUE);

  @Test
  void printsAsStarsWhereverItEndsUp() {
    assertThat(secret).hasToString("***");
    assertThat(List.of(secret).toString()).doesNotContain(VALUE);
    assertThat(Map.of("key", secret).toString()).doesNotContain(VALUE);
  }

  @Test
  void cannotBeWrittenAsJson() {
    JsonObject json = new JsonObject().put("key", secret);

    assertThatThrownBy(json::encode)
        .satisfies(failure -> assertThat(failure.toString()).doesNotContain(VALUE));
  }

  @Test
  void isEqualByValueAndHashesWithoutIt() {
    assertThat(secret).isEqualTo(Secret.of(VALUE)).isNotEqualTo(Secret.of("another"));
    assertThat(secret).hasSameHashCodeAs(Secret.of("another"));
    assertThat(secret.matches(VALUE)).isTrue();
    assertThat(secret.matches(VALUE + " ")).isFalse();
    assertThat(secret.reveal()).isEqualTo(VALUE);
  }

  @Test
  void mustNotBeBlank() {
    assertThatThrownBy(() -> Secret.of(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a secret must not be blank");
  }

  @Test
  void tellsWhereItWasFoundAndStaysTheSame() {
    Secret found = secret.foundAt(new SecretRef.Environment("KEY"));

    assertThat(found.origin()).isEqualTo("env:KEY");
    assertThat(found).isEqualTo(secret).hasToString("***");
    assertThat(secret.origin()).isEqualTo("untold");
  }
}
