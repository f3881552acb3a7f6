package io.lattice.core.provider;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ErrorKind;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.codec.BodyCodec;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where tokens are to be had by client credentials. Confined to one verticle.
 *
 * @param scope what a token is for, or null where the endpoint knows
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749, 4.4</a>
 */
record TokenEndpoint(
    WebClient client, URI endpoint, String clientId, @Nullable String scope, ClientProof proof) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Asks for a token. Fails as {@link TokenAnswer#of} and {@link ClientProof#addTo} do. */
  Future<Token> fetch() {
    MultiMap form =
        MultiMap.caseInsensitiveMultiMap()
            .set("grant_type", "client_credentials")
            .set("client_id", clientId);
    if (scope != null) {
      form.set("scope", scope);
    }
    return proof.addTo(form).compose(this::post);
  }

  private Future<Token> post(MultiMap form) {
    Beginning body = new Beginning();
    return client
        .postAbs(endpoint.toString())
        .timeout(PATIENCE.toMillis())
        .putHeader(HttpHeaders.ACCEPT.toString(), "application/json")
        .as(BodyCodec.pipe(body))
        .sendForm(form)
        .map(answer -> TokenAnswer.of(endpoint.getHost(), answer.statusCode(), body.bytes().utf8()))
        .recover(problem -> Future.failedFuture(translated(problem)));
  }

  private Throwable translated(Throwable problem) {
    return problem instanceof ChatFailure
        ? problem
        : TokenAnswer.failure(
            ErrorKind.UPSTREAM_UNREACHABLE,
            endpoint.getHost(),
            ConnectionProblem.reasonOf(problem));
  }
}
