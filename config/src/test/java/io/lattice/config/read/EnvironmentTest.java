package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.secret.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

  @Test
  void setsOurOwnSettings() {
    LatticeConfig config =
        Said.nothing()
            .environment("LATTICE_HTTP_HOST", "localhost")
            .environment("LATTICE_HTTP_PORT", "9090")
            .environment("LATTICE_REGION", "eu-central-1")
            .environment("LATTICE_CLUSTER_PORT", "5799")
            .environment("LATTICE_CLUSTER_MEMBERS", "one:5701, two")
            .config();

    assertThat(config.bridge().host()).isEqualTo("localhost");
    assertThat(config.bridge().port()).isEqualTo(9090);
    assertThat(config.node().region()).isEqualTo("eu-central-1");
    assertThat(config.cluster().port()).isEqualTo(5799);
    assertThat(config.cluster().members()).containsExactly("one:5701", "two");
  }

  @Test
  void winsOverDotEnvWhichWinsOverFiles() {
    Said said =
        Said.nothing()
            .lattice("bridge: {port: 1}\nnode: {region: file}\ncluster: {port: 1}\n")
            .dotEnv("LATTICE_HTTP_PORT=2\nLATTICE_REGION=dot\n")
            .environment("LATTICE_HTTP_PORT", "3");

    LatticeConfig config = said.config();

    assertThat(config.bridge().port()).isEqualTo(3);
    assertThat(config.node().region()).isEqualTo("dot");
    assertThat(config.cluster().port()).isEqualTo(1);
  }

  @Test
  void takesAVariableSetToNothingForNotSet() {
    Said said = Said.nothing().environment("OPENAI_API_KEY", " ");

    assertThat(said.provider("openai").missing()).isEqualTo("OPENAI_API_KEY is not set");
  }

  @ParameterizedTest
  @CsvSource({
    "openai, OPENAI_API_KEY",
    "anthropic, ANTHROPIC_API_KEY",
    "google, GOOGLE_API_KEY",
    "google, GEMINI_API_KEY",
    "xai, XAI_API_KEY"
  })
  void configuresAProviderByItsKey(String provider, String variable) {
    ProviderSettings settings = Said.nothing().environment(variable, "k1").provider(provider);

    assertThat(settings.isConfigured()).isTrue();
    assertThat(settings.credentials()).containsExactly(Secret.of("k1"));
  }

  @ParameterizedTest
  @CsvSource({"AZURE_OPENAI_KEY", "AZURE_OPENAI_API_KEY"})
  void configuresAzureByKeyEndpointAndVersion(String key) {
    ProviderSettings azure =
        Said.nothing()
            .environment(key, "k1")
            .environment("AZURE_OPENAI_ENDPOINT", "https://r.openai.azure.com/openai/v1/")
            .environment("OPENAI_API_VERSION", "2025-04-01-preview")
            .provider("azure");

    assertThat(azure.isConfigured()).isTrue();
    assertThat(azure.baseUrl()).hasToString("https://r.openai.azure.com");
    assertThat(azure.options())
        .isEqualTo(
            Map.of("api", "deployments", "api-version", "2025-04-01-preview", "auth", "api-key"));
  }

  @Test
  void configuresDialOllamaAndTheClouds() {
    Said said =
        Said.nothing()
            .environment("DIAL_API_KEY", "k1")
            .environment("DIAL_API_URL", "https://dial.example/")
            .environment("OLLAMA_HOST", "0.0.0.0")
            .environment("AWS_REGION", "us-east-1")
            .environment("AWS_BEDROCK_ROLE_ARN", "arn:aws:iam::123456789012:role/R")
            .environment("GOOGLE_CLOUD_PROJECT", "p")
            .environment("VERTEX_AI_LOCATION", "us-central1");

    LatticeConfig config = said.config();

    assertThat(config.provider("dial").orElseThrow().baseUrl()).hasToString("https://dial.example");
    assertThat(config.provider("ollama").orElseThrow().baseUrl())
        .hasToString("http://127.0.0.1:11434");
    assertThat(config.provider("bedrock").orElseThrow().options())
        .isEqualTo(Map.of("region", "us-east-1", "role-arn", "arn:aws:iam::123456789012:role/R"));
    assertThat(config.provider("vertex").orElseThrow().options())
        .isEqualTo(Map.of("project", "p", "location", "us-central1"));
    assertThat(config.providers())
        .filteredOn(ProviderSettings::isConfigured)
        .extracting(ProviderSettings::name)
        .containsExactly("embedded", "ollama", "bedrock", "sagemaker", "dial", "vertex");
  }

  @Test
  void movesAProviderByItsBaseUrlRegionsIncluded() {
    ProviderSettings openai =
        Said.nothing()
            .lattice("orchestrator: {providers: [{name: openai, regions: [us, eu]}]}")
            .environment("OPENAI_BASE_URL", "http://127.0.0.1:4010/v1/")
            .environment("OPENAI_ORG_ID", "org-1")
            .provider("openai");

    assertThat(openai.endpoint("eu")).hasToString("http://127.0.0.1:4010/v1");
    assertThat(openai.endpoint("us")).hasToString("http://127.0.0.1:4010/v1");
    assertThat(openai.options()).isEqualTo(Map.of("organization", "org-1"));
  }

  @Test
  void speaksForAProviderOfOnesOwnByItsName() {
    ProviderSettings vllm =
        Said.nothing()
            .lattice("orchestrator: {providers: [{name: my-vllm}]}")
            .environment("MY_VLLM_BASE_URL", "http://localhost:8000/v1")
            .environment("MY_VLLM_API_KEY", "k1")
            .provider("my-vllm");

    assertThat(vllm.kind()).isEqualTo("openai-compatible");
    assertThat(vllm.baseUrl()).hasToString("http://localhost:8000/v1");
    assertThat(vllm.credentials()).containsExactly(Secret.of("k1"));
  }

  @Test
  void aVendorsVariablesDoNotSpeakForASecondProviderOfTheKind() {
    Said said =
        Said.nothing()
            .lattice(
                """
                orchestrator:
                  providers:
                    - {name: azure-eu, kind: azure, base_url: 'https://eu.openai.azure.com'}
                """)
            .environment("AZURE_OPENAI_KEY", "k1")
            .environment("AZURE_OPENAI_ENDPOINT", "https://us.openai.azure.com");

    assertThat(said.provider("azure-eu").baseUrl()).hasToString("https://eu.openai.azure.com");
    assertThat(said.provider("azure-eu").missing()).isEqualTo("AZURE_EU_API_KEY is not set");
  }

  @Test
  void refusesASlipInAVariableOfOurs() {
    Said said =
        Said.nothing()
            .environment("LATTICE_HTTP_PROT", "1")
            .environment("LATTICE_SERVICE_HOST", "10.0.0.1")
            .environment("LATTICE_PORT_8080_TCP", "tcp://10.0.0.1:8080");

    assertThat(said.problems())
        .containsExactly(
            "environment: LATTICE_HTTP_PROT is not a known variable; did you mean"
                + " LATTICE_HTTP_PORT?");
  }

  @Test
  void refusesAFolderThatIsNamedTooLate() {
    assertThat(Said.nothing().dotEnv("LATTICE_CONFIG=/etc/lattice").problems())
        .containsExactly(
            ".env:1: LATTICE_CONFIG is read before this file; set it in the environment itself");
  }

  @Test
  void namesTheVariableOfAValueThatIsWrong() {
    assertThat(Said.nothing().environment("LATTICE_HTTP_PORT", "http").problems())
        .containsExactly(
            "environment: LATTICE_HTTP_PORT 'http' must be a whole number from 0 to 65535");
  }
}
