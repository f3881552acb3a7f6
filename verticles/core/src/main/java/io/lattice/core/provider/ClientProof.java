package io.lattice.core.provider;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ErrorKind;
import io.lattice.config.secret.Secret;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.function.Function;

/** What proves to a token endpoint that we are who we say. Confined to one verticle. */
@FunctionalInterface
interface ClientProof {

  /** A client's assertion out of what a key's file holds. */
  @FunctionalInterface
  interface Signing {
    String sign(ClientAssertion key) throws GeneralSecurityException;
  }

  /** Adds it to a token request. Fails with UPSTREAM_REFUSED_KEY where it is not to be had. */
  Future<MultiMap> addTo(MultiMap form);

  static ClientProof secret(Secret secret) {
    return form -> Future.succeededFuture(form.set("client_secret", secret.reveal()));
  }

  /**
   * A certificate's key, read anew each time, since certificates are replaced.
   *
   * @param read the file's content
   */
  static ClientProof certificate(
      String file, Function<String, Future<Buffer>> read, Signing signing) {
    return form ->
        text(file, read)
            .compose(pem -> Future.succeededFuture(asserted(form, signed(file, pem, signing))));
  }

  /** A token of somebody who vouches for us, read anew each time, since it is kept fresh there. */
  static ClientProof federated(String file, Function<String, Future<Buffer>> read) {
    return form -> text(file, read).map(token -> asserted(form, token.strip()));
  }

  private static MultiMap asserted(MultiMap form, String assertion) {
    return form.set("client_assertion_type", ClientAssertion.TYPE)
        .set("client_assertion", assertion);
  }

  private static Future<String> text(String file, Function<String, Future<Buffer>> read) {
    return read.apply(file)
        .map(bytes -> bytes.toString(StandardCharsets.UTF_8))
        .recover(problem -> Future.failedFuture(unusable(file, "cannot be read; check who may")));
  }

  private static String signed(String file, String pem, Signing signing) {
    try {
      return signing.sign(ClientAssertion.ofPem(pem));
    } catch (GeneralSecurityException problem) {
      // Its message could quote what it could not read.
      throw unusable(
          file,
          "holds no RSA key in PKCS#8 form with its certificate, both as PEM; 'openssl pkcs8 -topk8"
              + " -nodes' makes such a key");
    }
  }

  private static ChatFailure unusable(String file, String what) {
    return new ChatFailure(ErrorKind.UPSTREAM_REFUSED_KEY, "the file %s %s".formatted(file, what));
  }
}
