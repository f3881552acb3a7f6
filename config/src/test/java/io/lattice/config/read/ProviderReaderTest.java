package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.ProviderSettings;
import io.lattice.config.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderReaderTest {

  @Test
  void joinsAProviderWithTheShippedOneOfItsName() {
    ProviderSettings openai =
        said("{name: openai, priority: 3, regions: [us, eu]}")
            .environment("OPENAI_API_KEY", "k1")
            .provider("openai");

    assertThat(openai.priority()).isEqualTo(3);
    assertThat(openai.endpoint("us")).hasToString("https://us.api.openai.com/v1");
    assertThat(openai.endpoint("eu")).hasToString("https://eu.api.openai.com/v1");
    assertThat(openai.endpoint(null)).hasToString("https://api.openai.com/v1");
  }

  @Test
  void aBaseUrlTakesTheShippedEndpointsAway() {
    ProviderSettings openai =
        said("{name: openai, regions: [eu], base_url: 'https://proxy.example/v1'}")
            .provider("openai");

    assertThat(openai.endpoint("eu")).hasToString("https://proxy.example/v1");
  }

  @Test
  void everyRegionNeedsItsEndpointWhereThereAreAny() {
    assertThat(said("{name: openai, regions: [us, mars]}").problems())
        .containsExactly(
            "config/lattice.yaml:3: orchestrator.providers[0].regions 'mars' has no endpoint, while"
                + " others have; add endpoints.mars or choose from us, eu");
  }

  @Test
  void anOpenAiCompatibleProviderNeedsOnlyABaseUrl() {
    ProviderSettings vllm =
        said("{name: vllm, base_url: 'http://localhost:8000/v1'}").provider("vllm");

    assertThat(vllm.isConfigured()).isTrue();
    assertThat(vllm.credentials()).isEmpty();
    assertThat(vllm.kind()).isEqualTo(ProviderSettings.OPENAI_COMPATIBLE);
  }

  @Test
  void aNameThatIsASlipIsNotTakenForAProvider() {
    assertThat(said("{name: opnai}").problems())
        .singleElement()
        .asString()
        .startsWith(
            "config/lattice.yaml:3: orchestrator.providers[0].base_url is needed, here or as"
                + " OPNAI_BASE_URL; if 'opnai' is a slip, the shipped providers are openai, xai,");
  }

  @Test
  void takesSeveralCredentialsInTheirOrder(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "from-file\n");

    ProviderSettings openai =
        said("{name: openai, credentials: [env:FIRST, 'file:" + file + "']}")
            .environment("FIRST", "from-env")
            .provider("openai");

    assertThat(openai.credentials())
        .isEqualTo(List.of(Secret.of("from-env"), Secret.of("from-file")));
    assertThat(openai.credentials())
        .extracting(Secret::origin)
        .containsExactly("env:FIRST", "file:" + file);
  }

  @Test
  void saysWhichReferencesLeadNowhere() {
    ProviderSettings openai =
        said("{name: openai, credentials: [env:FIRST, 'file:/not/there']}").provider("openai");

    assertThat(openai.missing())
        .isEqualTo("FIRST is not set; file /not/there is missing, empty or not readable");
  }

  @Test
  void refusesAKeyInTheFileWithoutShowingIt() {
    assertThat(said("{name: openai, credentials: [sk-literal-key, sk-literal-key]}").problems())
        .containsExactly(
            "config/lattice.yaml:3: orchestrator.providers[0].credentials[1] is in the list twice;"
                + " keep one",
            "config/lattice.yaml:3: orchestrator.providers[0].credentials must not hold the key"
                + " itself; put the key in an environment variable or .env and write env:NAME, or"
                + " put it in a file of its own and write file:/path");
  }

  @Test
  void refusesAKeyThatCannotBeSentWithoutShowingIt() {
    assertThat(Said.nothing().environment("OPENAI_API_KEY", "sk two words").problems())
        .containsExactly(
            "environment: OPENAI_API_KEY holds a secret with a space or a character that cannot be"
                + " sent; copy it again");
  }

  @Test
  void refusesAKeyWithALineBreakWhereverItWasRead(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "sk-first\nsk-second\n");

    assertThat(said("{name: openai, credentials: 'file:" + file + "'}").problems())
        .singleElement()
        .asString()
        .contains("holds a secret with a space or a character that cannot be sent")
        .doesNotContain("sk-");
    assertThat(Said.nothing().environment("OPENAI_API_KEY", "sk-\u0000one").problems())
        .singleElement()
        .asString()
        .doesNotContain("sk-");
  }

  @Test
  void refusesAUrlWithAPasswordWithoutShowingIt() {
    assertThat(said("{name: openai, base_url: 'https://u:hidden@h/v1'}").problems())
        .containsExactly(
            "config/lattice.yaml:3: orchestrator.providers[0].base_url must be an http or https URL"
                + " of a host, without user, query or fragment");
  }

  @Test
  void refusesOptionsOfAnotherKind() {
    assertThat(said("{name: openai, options: {api_version: 1}}").problems())
        .containsExactly(
            "config/lattice.yaml:3: orchestrator.providers[0].options.api_version is not a known"
                + " key; known here: organization, project");
    assertThat(said("{name: azure, options: {api: v2}}").problems())
        .containsExactly(
            "config/lattice.yaml:3: orchestrator.providers[0].options.api 'v2' must be one of"
                + " deployments, v1");
  }

  @Test
  void switchesAProviderOff() {
    Said said = said("{name: openai, enabled: false}").environment("OPENAI_API_KEY", "k1");

    assertThat(said.provider("openai").missing()).isEqualTo("it is switched off (enabled: false)");
  }

  @Test
  void refusesTwoOfANameAndOneWithout() {
    assertThat(said("{name: xai}\n    - {name: xai}\n    - {priority: 1}").problems())
        .containsExactly(
            "config/lattice.yaml:4: orchestrator.providers[1].name 'xai' is in the list twice; keep"
                + " one",
            "config/lattice.yaml:5: orchestrator.providers[2] must hold keys and values, a name"
                + " among them");
  }

  private static Said said(String provider) {
    return Said.nothing().lattice("orchestrator:\n  providers:\n    - " + provider + "\n");
  }
}
