package io.lattice.core.provider;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate's key, which signs that it is we who ask for a token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523">RFC 7523</a>
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity-platform/certificate-credentials">Entra's
 *     form of it</a>
 */
final class ClientAssertion {

  /** How a token request says that an assertion follows. */
  static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final PrivateKey key;
  private final JsonObject header;

  private ClientAssertion(PrivateKey key, byte[] certificate) throws GeneralSecurityException {
    this.key = key;
    this.header =
        new JsonObject()
            .put("alg", "RS256")
            .put("typ", "JWT")
            .put("x5t", base64(MessageDigest.getInstance("SHA-1").digest(certificate)))
            .put("x5t#S256", base64(MessageDigest.getInstance("SHA-256").digest(certificate)));
  }

  /**
   * Reads a key and the certificate that goes with it.
   *
   * @throws GeneralSecurityException where either is not there or cannot be used; its message holds
   *     nothing of the key
   */
  static ClientAssertion ofPem(String pem) throws GeneralSecurityException {
    PrivateKey key =
        KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(block(pem, "PRIVATE KEY")));
    Certificate certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(block(pem, "CERTIFICATE")));
    return new ClientAssertion(key, certificate.getEncoded());
  }

  private static byte[] block(String pem, String name) throws GeneralSecurityException {
    Matcher block =
        Pattern.compile("-----BEGIN %1$s-----([^-]*)-----END %1$s-----".formatted(name))
            .matcher(pem);
    if (!block.find()) {
      throw new GeneralSecurityException("there is no block " + name);
    }
    try {
      return Base64.getMimeDecoder().decode(block.group(1));
    } catch (IllegalArgumentException notBase64) {
      throw new GeneralSecurityException("the block " + name + " is broken");
    }
  }

  /**
   * A JWT that says for ten minutes that we are a client.
   *
   * @param id none that was used before
   */
  String sign(String client, String audience, Instant now, String id)
      throws GeneralSecurityException {
    JsonObject claims =
        new JsonObject()
            .put("aud", audience)
            .put("iss", client)
            .put("sub", client)
            .put("jti", id)
            .put("iat", now.getEpochSecond())
            .put("nbf", now.getEpochSecond())
            .put("exp", now.plus(LIFETIME).getEpochSecond());
    String signed = part(header) + '.' + part(claims);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + '.' + base64(signature.sign());
  }

  private static String part(JsonObject json) {
    return base64(json.encode().getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
