package io.lattice.core.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Base64;

/**
 * An RSA key and the certificate that it signed for itself, made for one test with the JDK's {@code
 * keytool}.
 */
public record SelfSigned(PrivateKey key, Certificate certificate) {
  private static final String PASSWORD = "throwaway";

  /** Makes one with the help of a folder. */
  public static SelfSigned in(Path folder) {
    Path file = folder.resolve("self-signed.p12");
    try {
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-keyalg",
                  "RSA",
                  "-alias",
                  "one",
                  "-dname",
                  "CN=one",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  PASSWORD)
              .redirectErrorStream(true)
              .start();
      String said = new String(keytool.getInputStream().readAllBytes(), Charset.defaultCharset());
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool failed: " + said);
      }
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream bytes = Files.newInputStream(file)) {
        keys.load(bytes, PASSWORD.toCharArray());
      }
      return new SelfSigned(
          (PrivateKey) keys.getKey("one", PASSWORD.toCharArray()), keys.getCertificate("one"));
    } catch (GeneralSecurityException | IOException | InterruptedException problem) {
      throw new IllegalStateException(problem);
    }
  }

  /** Both as text, the key in PKCS#8 form. */
  public String pem() {
    try {
      return block("PRIVATE KEY", key.getEncoded())
          + block("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException problem) {
      throw new IllegalStateException(problem);
    }
  }

  private static String block(String name, byte[] bytes) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(name, Base64.getMimeEncoder().encodeToString(bytes));
  }
}
