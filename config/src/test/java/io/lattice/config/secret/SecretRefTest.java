package io.lattice.config.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRefTest {

  @Test
  void readsVariablesAndFiles() {
    assertThat(SecretRef.parse("env:OPENAI_API_KEY"))
        .contains(new SecretRef.Environment("OPENAI_API_KEY"));
    assertThat(SecretRef.parse("file:/run/secrets/openai"))
        .contains(new SecretRef.File("/run/secrets/openai"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-abc", "env:sk-abc", "env:", "file:relative/path", "OPENAI_API_KEY"})
  void takesNothingElseForAReference(String text) {
    assertThat(SecretRef.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"env:OPENAI_API_KEY", "file:/run/secrets/openai"})
  void readsAsItIsWritten(String text) {
    assertThat(SecretRef.parse(text).orElseThrow().text()).isEqualTo(text);
  }
}
