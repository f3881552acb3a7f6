package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.secret.Secret;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A secret is in the configuration, and in nothing that the configuration prints. */
class NothingLeaksTest {

  private static final String KEY = "sk-very-secret-key";

  private final Said said =
      Said.nothing()
          .dotEnv("XAI_API_KEY=" + KEY)
          .environment("OPENAI_API_KEY", KEY)
          .environment("LATTICE_API_KEYS", "alice=" + KEY);

  @Test
  void throughTheConfiguration() {
    LatticeConfig config = said.config();

    assertThat(config.provider("openai").map(ProviderSettings::credentials).orElseThrow())
        .containsExactly(Secret.of(KEY));
    assertThat(config.toString()).contains("***").doesNotContain(KEY);
  }

  @Test
  void throughWhatItIsMadeOf() {
    Map<String, String> environment = Map.of("OPENAI_API_KEY", KEY);

    assertThat(new Sources("config", null, null, "A=" + KEY, environment).toString())
        .doesNotContain(KEY);
    assertThat(new ConfigPlace(Path.of("."), environment).toString()).doesNotContain(KEY);
    assertThat(Variables.of(Map.of(), environment).toString()).doesNotContain(KEY);
  }

  @Test
  void throughTheVersion() {
    LatticeConfig rotated = said.environment("OPENAI_API_KEY", "sk-another").config();

    assertThat(rotated.version())
        .isEqualTo(said.environment("OPENAI_API_KEY", KEY).config().version());
    assertThat(rotated).isNotEqualTo(said.config());
  }
}
