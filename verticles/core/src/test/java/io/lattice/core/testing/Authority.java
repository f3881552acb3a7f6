package io.lattice.core.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate authority made for one test with the JDK's {@code keytool}, and the certificates it
 * signs, good and bad.
 */
public final class Authority {
  /** Guards keys that live as long as a test. */
  public static final String PASSWORD = "throwaway";

  private static final char[] SECRET = PASSWORD.toCharArray();
  private static final String KEYS = "keys.p12";

  private final Path folder;

  private Authority(Path folder) {
    this.folder = folder;
  }

  /** Makes an authority whose files are in a folder. */
  public static Authority in(Path folder) {
    Authority authority = new Authority(folder);
    authority.generate("-alias", "ca", "-dname", "CN=Test CA", "-ext", "bc:c");
    authority.writeTrustStore();
    return authority;
  }

  /** A trust store that holds this authority alone. */
  public Path trustStore() {
    return folder.resolve("trust.p12");
  }

  /** A server that is what it says. */
  public SSLContext good() {
    return server("good", "-ext", "san=ip:127.0.0.1,dns:localhost");
  }

  /** A server whose certificate ended yesterday. */
  public SSLContext expired() {
    return server(
        "expired", "-ext", "san=ip:127.0.0.1,dns:localhost", "-startdate", "-3d", "-validity", "2");
  }

  /** A server whose certificate is for another name. */
  public SSLContext wrongHost() {
    return server("elsewhere", "-ext", "san=dns:elsewhere.example");
  }

  /** A server whose certificate nobody signed but itself. */
  public SSLContext stranger() {
    generate("-alias", "stranger", "-dname", "CN=stranger", "-ext", "san=ip:127.0.0.1");
    return context("stranger");
  }

  private SSLContext server(String name, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("-alias", name, "-dname", "CN=" + name, "-signer", "ca"));
    arguments.addAll(List.of(options));
    generate(arguments.toArray(new String[0]));
    return context(name);
  }

  private SSLContext context(String name) {
    try {
      KeyStore one = empty();
      KeyStore all = keys();
      one.setKeyEntry(name, all.getKey(name, SECRET), SECRET, all.getCertificateChain(name));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(one, SECRET);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException problem) {
      throw new IllegalStateException(problem);
    }
  }

  private void writeTrustStore() {
    try (OutputStream file = Files.newOutputStream(trustStore())) {
      KeyStore trust = empty();
      trust.setCertificateEntry("ca", keys().getCertificate("ca"));
      trust.store(file, SECRET);
    } catch (GeneralSecurityException | IOException problem) {
      throw new IllegalStateException(problem);
    }
  }

  private KeyStore keys() throws GeneralSecurityException, IOException {
    try (InputStream file = Files.newInputStream(folder.resolve(KEYS))) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(file, SECRET);
      return keys;
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, SECRET);
    return store;
  }

  private void generate(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-keystore",
                KEYS,
                "-storepass",
                PASSWORD));
    command.addAll(List.of(arguments));
    try {
      Process keytool =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes(), Charset.defaultCharset());
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException(command + " failed: " + said);
      }
    } catch (IOException | InterruptedException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
