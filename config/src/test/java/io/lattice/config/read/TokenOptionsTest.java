package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.ProviderSettings;
import io.lattice.config.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that take tokens instead of keys. */
class TokenOptionsTest {

  private static Said said(String options) {
    return provider(
        "{name: azure, base_url: 'https://r.openai.azure.com', options: {auth: entra%s}}"
            .formatted(options));
  }

  private static Said provider(String provider) {
    return Said.nothing().lattice("orchestrator:\n  providers:\n    - " + provider + "\n");
  }

  @Test
  void azureTakesWhatMicrosoftsOwnToolsAreToldBy() {
    ProviderSettings azure =
        said("")
            .environment("AZURE_TENANT_ID", "t-1")
            .environment("AZURE_CLIENT_ID", "c-1")
            .environment("AZURE_CLIENT_SECRET", "s-1")
            .environment("AZURE_OPENAI_KEY", "not-meant")
            .provider("azure");

    assertThat(azure.missing()).isNull();
    assertThat(azure.credentials()).containsExactly(Secret.of("s-1"));
    assertThat(azure.options())
        .containsEntry("client-id", "c-1")
        .containsEntry("token-endpoint", "https://login.microsoftonline.com/t-1/oauth2/v2.0/token")
        .containsEntry("scope", "https://cognitiveservices.azure.com/.default");
    assertThat(azure.toString()).doesNotContain("s-1");
  }

  @Test
  void anotherCloudHasItsOwnEndpointAndScope() {
    ProviderSettings azure =
        said(", tenant_id: t-1, client_id: c-1, client_certificate: /run/c.pem, "
                + "scope: 'https://cognitiveservices.azure.us/.default'")
            .environment("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.us/")
            .provider("azure");

    assertThat(azure.missing()).isNull();
    assertThat(azure.options())
        .containsEntry("token-endpoint", "https://login.microsoftonline.us/t-1/oauth2/v2.0/token")
        .containsEntry("scope", "https://cognitiveservices.azure.us/.default");
  }

  @Test
  void aPodKnowsItselfByItsFederatedTokenFile() {
    ProviderSettings azure =
        said("")
            .environment("AZURE_TENANT_ID", "t-1")
            .environment("AZURE_CLIENT_ID", "c-1")
            .environment("AZURE_FEDERATED_TOKEN_FILE", "/var/run/token")
            .provider("azure");

    assertThat(azure.missing()).isNull();
    assertThat(azure.credentials()).isEmpty();
    assertThat(azure.options()).containsEntry("federated-token-file", "/var/run/token");
  }

  @Test
  void saysAllThatIsLackingAtOnce() {
    assertThat(said("").provider("azure").missing())
        .isEqualTo(
            "AZURE_TENANT_ID is not set; AZURE_CLIENT_ID is not set;"
                + " AZURE_CLIENT_SECRET is not set");
    assertThat(
            provider("{name: vllm, base_url: 'https://v.example', options: {auth: oidc}}")
                .provider("vllm")
                .missing())
        .isEqualTo(
            "options.token_endpoint is not set; options.client_id is not set;"
                + " VLLM_CLIENT_SECRET is not set");
  }

  @Test
  void anyCompatibleProviderMayHaveATokenEndpointOfItsOwn() {
    ProviderSettings vllm =
        provider(
                "{name: vllm, base_url: 'https://v.example', credentials: 'env:IDP_SECRET', options:"
                    + " {auth: oidc, client_id: c-1, token_endpoint: 'https://idp.example/token'}}")
            .environment("IDP_SECRET", "s-1")
            .provider("vllm");

    assertThat(vllm.missing()).isNull();
    assertThat(vllm.credentials()).containsExactly(Secret.of("s-1"));
    assertThat(vllm.options())
        .containsEntry("token-endpoint", "https://idp.example/token")
        .doesNotContainKey("scope");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://idp.example/token",
        "https://user:hidden@idp.example/token",
        "https:token",
        "ftp://idp.example"
      })
  void aSecretGoesNowhereInTheClear(String endpoint) {
    assertThat(said(", token_endpoint: '" + endpoint + "'").problems())
        .containsExactly(
            "config/lattice.yaml:3: orchestrator.providers[0].options.token_endpoint must be an"
                + " https URL of a host, without user or fragment; http on this machine only");
  }

  @Test
  void tellsEveryMistakeAtOnce() {
    assertThat(said(", tenant_id: 'a/b', client_id: \"a\\nb\", auth_host: x").problems())
        .hasSize(3)
        .anyMatch(problem -> problem.contains("tenant_id 'a/b' must be a tenant's id or domain"))
        .anyMatch(problem -> problem.contains("client_id") && problem.contains("of one line"))
        .anyMatch(problem -> problem.contains("auth_host is not a known key"));
  }
}
