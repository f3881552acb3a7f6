package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.config.ConfigProblems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** One configuration that is wrong in every way, and everything it is told. */
class AllProblemsTest {

  @Test
  void areToldAtOnceEachWithFileLinePathValueAndRemedy() throws IOException {
    Said said =
        Said.nothing()
            .lattice(resource("lattice.yaml"))
            .models(resource("models.yaml"))
            .dotEnv(resource("dot-env"))
            .environment("LATTICE_HTTP_PORT", "eighty")
            .environment("LATTICE_REGOIN", "eu")
            .environment("XAI_BASE_URL", "api.x.ai");

    ConfigProblems problems = catchThrowableOfType(ConfigProblems.class, said::config);

    assertThat(problems).hasMessage(resource("expected.txt").strip());
    assertThat(problems.getStackTrace()).isEmpty();
  }

  @Test
  void neverShowASecret() throws IOException {
    Said said =
        Said.nothing()
            .lattice(resource("lattice.yaml"))
            .models(resource("models.yaml"))
            .dotEnv(resource("dot-env"))
            .environment("OPENAI_API_KEY", "hidden with spaces")
            .environment("LATTICE_API_KEYS", "alice=hidden-1,alice=hidden-2,bob=hidden-1");

    assertThat(said.problems()).isNotEmpty().noneMatch(problem -> problem.contains("hidden"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = AllProblemsTest.class.getResourceAsStream("all-problems/" + name)) {
      assertThat(stream).as(name).isNotNull();
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
