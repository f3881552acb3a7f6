package io.lattice.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.config.ConfigProblems;
import io.lattice.config.read.ConfigPlace;
import io.lattice.core.testing.Call;
import io.lattice.core.testing.Script;
import io.lattice.core.testing.ScriptedUpstream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole checkup, from the configuration to what an operator reads. */
class CheckRunTest {
  private static final String KEY = "sk-very-secret-1234567890";
  private static final String LISTED = "{\"data\":[{\"id\":\"there\"}]}";

  @TempDir Path folder;

  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private final Map<String, String> environment = new HashMap<>();
  private String output = "";

  @BeforeEach
  void configure() throws Exception {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        config.resolve("lattice.yaml"),
        "orchestrator: {shipped_models: false, providers: [{name: openai, base_url: '%s'}]}\n"
            .formatted(upstream.url("/v1")));
    models("there: {provider: openai, capabilities: [text]}\n");
    environment.put("OPENAI_API_KEY", KEY);
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void isInOrderWhereEveryProviderWithAKeyAnswersAndHasItsModels() throws Exception {
    // given
    upstream.on("", Script.json(200, LISTED));
    // when
    boolean isFine = check();
    // then
    assertThat(isFine).isTrue();
    assertThat(output)
        .containsPattern("\nopenai +- +env:OPENAI_API_KEY +yes +\\d+ ms +1 of 1 +-\n")
        .contains("\nxai: not configured: XAI_API_KEY is not set\n")
        .contains("\nbedrock: this build cannot run it\n")
        .endsWith("All that was asked is in order.\n")
        .doesNotContain(KEY);
  }

  @Test
  void isNotInOrderWhereAKeyIsWrong() throws Exception {
    // given
    upstream.on("", Script.json(401, "{\"error\":{\"message\":\"bad key " + KEY + "\"}}"));
    // then
    assertThat(check()).isFalse();
    assertThat(output)
        .contains("provider 'openai' (401) refused our credential")
        .endsWith("Not in order: openai.\n")
        .doesNotContain(KEY, "bad key");
  }

  @Test
  void isNotInOrderWhereAModelOfTheRegistryIsGone() throws Exception {
    // given
    upstream.on("", Script.json(200, LISTED));
    models("gone: {provider: openai, capabilities: [text]}\n");
    // then
    assertThat(check()).isFalse();
    assertThat(output).contains("does not list gone");
  }

  @Test
  void asksForListsOnly() throws Exception {
    // given
    upstream.on("", Script.json(200, LISTED));
    // when
    check();
    // then
    assertThat(upstream.calls()).extracting(Call::toString).containsExactly("GET /v1/models ()");
  }

  @Test
  void asksOnlyThoseThatAreNamed() throws Exception {
    // when
    boolean isFine = check("embedded");
    // then
    assertThat(isFine).isTrue();
    assertThat(output).contains("embedded").doesNotContain("openai");
    assertThat(upstream.calls()).isEmpty();
  }

  @Test
  void neitherListensNorJoinsANodeThatRuns() throws Exception {
    // given
    upstream.on("", Script.json(200, LISTED));
    environment.put("LATTICE_HTTP_PORT", "0");
    environment.put("LATTICE_CLUSTER_PORT", Integer.toString(Installation.freePorts(1)));
    RunningNode node =
        RunningNode.start(new ConfigPlace(folder, environment), Set.of())
            .await(60, TimeUnit.SECONDS);
    try {
      environment.put(
          "LATTICE_HTTP_PORT", Integer.toString(Objects.requireNonNull(node.http()).getPort()));
      // when
      boolean isFine = check();
      // then
      assertThat(isFine).isTrue();
    } finally {
      node.stop().await(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void refusesAProviderThatIsNone() {
    assertThatThrownBy(() -> check("opnai"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--only names 'opnai', which is no provider; did you mean 'openai'?");
  }

  @Test
  void refusesABadConfiguration() throws Exception {
    models("there: {provider: nobody}\n");

    assertThatThrownBy(this::check).isInstanceOf(ConfigProblems.class);
  }

  private void models(String yaml) throws Exception {
    Files.writeString(folder.resolve("config").resolve("models.yaml"), yaml);
  }

  private boolean check(String... only) throws Exception {
    PrintStream usual = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, UTF_8));
    try {
      return CheckRun.start(new ConfigPlace(folder, environment), Set.of(only))
          .await(60, TimeUnit.SECONDS);
    } finally {
      System.setOut(usual);
      output = said.toString(UTF_8);
    }
  }
}
