package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.core.testing.SelfSigned;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a certificate's key signs. */
class ClientAssertionTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  @TempDir private Path folder;

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }

  private static JsonObject json(String part) {
    return new JsonObject(new String(decoded(part), StandardCharsets.UTF_8));
  }

  @Test
  void signsThatItIsTheClientWhoAsks() throws GeneralSecurityException {
    // given
    SelfSigned own = SelfSigned.in(folder);
    // when
    String[] jwt =
        ClientAssertion.ofPem(own.pem())
            .sign("client-1", "https://idp.example/token", NOW, "id-1")
            .split("\\.", -1);
    // then
    JsonObject header = json(jwt[0]);
    assertThat(header.getString("alg")).isEqualTo("RS256");
    assertThat(decoded(header.getString("x5t")))
        .isEqualTo(MessageDigest.getInstance("SHA-1").digest(own.certificate().getEncoded()));
    JsonObject claims = json(jwt[1]);
    assertThat(claims.getString("iss")).isEqualTo("client-1");
    assertThat(claims.getString("sub")).isEqualTo("client-1");
    assertThat(claims.getString("aud")).isEqualTo("https://idp.example/token");
    assertThat(claims.getString("jti")).isEqualTo("id-1");
    assertThat(claims.getLong("exp")).isEqualTo(NOW.getEpochSecond() + 600);
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(own.certificate());
    check.update((jwt[0] + '.' + jwt[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(check.verify(decoded(jwt[2]))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----"
      })
  void refusesWhatHoldsNoKeyAndCertificate(String pem) {
    assertThatThrownBy(() -> ClientAssertion.ofPem(pem))
        .isInstanceOf(GeneralSecurityException.class);
  }
}
