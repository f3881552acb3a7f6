package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {

  @Test
  void isShortAndTheSameForTheSameContent() {
    String version = Said.nothing().config().version();

    assertThat(version).matches("[0-9a-f]{12}").isEqualTo(Said.nothing().config().version());
  }

  @Test
  void isTheSameHoweverTheContentIsLaidOut() {
    assertThat(Said.nothing().lattice("bridge: {port: 9090}").config().version())
        .isEqualTo(Said.nothing().lattice("# moved\nbridge:\n  port: 9090\n").config().version())
        .isEqualTo(Said.nothing().environment("LATTICE_HTTP_PORT", "9090").config().version());
    assertThat(Said.nothing().lattice("# only words\n").config())
        .isEqualTo(Said.nothing().config());
  }

  @Test
  void changesWithSettingsModelsAndWhatIsConfigured() {
    assertThat(
            new String[] {
              Said.nothing().config().version(),
              Said.nothing().lattice("retry: {attempts: 2}").config().version(),
              Said.nothing().models("gpt-4.1: ~").config().version(),
              Said.nothing().environment("OPENAI_API_KEY", "k1").config().version(),
              Said.nothing().environment("LATTICE_API_KEYS", "k1").config().version()
            })
        .doesNotHaveDuplicates();
  }
}
