package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.ProviderSettings;
import io.lattice.config.secret.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialOriginsTest {
  private static final String SECRET = "sk-secret";

  @Test
  void namesTheReferenceOfEachKeyAndNoKey() {
    List<Secret> keys = List.of(Registry.keyIn("A", SECRET), Registry.keyIn("B", SECRET + "2"));

    assertThat(CredentialOrigins.of(settings(keys, Map.of()))).containsExactly("env:A", "env:B");
  }

  @Test
  void namesTheFileThatATokenIsFetchedWith() {
    assertThat(
            CredentialOrigins.of(
                settings(
                    List.of(), Map.of("auth", "oidc", "federated-token-file", "/var/run/token"))))
        .containsExactly("file:/var/run/token");
  }

  @Test
  void namesTheCertificateFirstAsItIsUsedFirst() {
    Map<String, String> both =
        Map.of(
            "auth", "entra", "federated-token-file", "/token", "client-certificate", "/cert.pem");

    assertThat(CredentialOrigins.of(settings(List.of(), both))).containsExactly("file:/cert.pem");
  }

  @Test
  void namesNothingWhereAProviderIsAskedWithout() {
    assertThat(CredentialOrigins.of(settings(List.of(), Map.of("client-certificate", "/unused"))))
        .isEmpty();
  }

  private static ProviderSettings settings(List<Secret> keys, Map<String, String> options) {
    return new ProviderSettings(
        "one", "dial", 1, List.of(), List.of(), null, null, Map.of(), keys, options, null);
  }
}
