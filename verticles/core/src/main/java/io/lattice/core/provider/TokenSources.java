package io.lattice.core.provider;

import io.lattice.config.ProviderSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes of a provider's settings what proves who we are there. Confined to one verticle. */
final class TokenSources {

  /** The words of the option {@code auth} that ask for tokens; both mean the same once read. */
  static final Set<String> TOKEN_WORDS = Set.of("entra", "oidc");

  private final Vertx vertx;
  private final HttpClientOptions options;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private @Nullable WebClient client;

  /**
   * @param options how connections are made
   * @param ticker monotonic nanoseconds
   */
  TokenSources(Vertx vertx, HttpClientOptions options, InstantSource clock, LongSupplier ticker) {
    this.vertx = vertx;
    this.options = options;
    this.clock = clock;
    this.ticker = ticker;
  }

  /** One for each credential; none where a provider is asked without. */
  List<TokenSource> of(ProviderSettings provider) {
    if (!TOKEN_WORDS.contains(provider.options().getOrDefault("auth", ""))) {
      return provider.credentials().stream().map(TokenSource::fixed).toList();
    }
    if (provider.credentials().isEmpty()) {
      return List.of(tokens(provider, proof(provider.options())));
    }
    return provider.credentials().stream()
        .map(secret -> tokens(provider, ClientProof.secret(secret)))
        .toList();
  }

  private TokenSource tokens(ProviderSettings provider, ClientProof proof) {
    Map<String, String> told = provider.options();
    TokenEndpoint endpoint =
        new TokenEndpoint(
            client(),
            URI.create(said(told, "token-endpoint")),
            said(told, "client-id"),
            told.get("scope"),
            proof);
    return new RenewedTokens(provider.name(), endpoint::fetch, ticker);
  }

  private ClientProof proof(Map<String, String> told) {
    String certificate = told.get("client-certificate");
    return certificate == null
        ? ClientProof.federated(said(told, "federated-token-file"), vertx.fileSystem()::readFile)
        : ClientProof.certificate(
            certificate,
            vertx.fileSystem()::readFile,
            key ->
                key.sign(
                    said(told, "client-id"), said(told, "token-endpoint"), clock.instant(), id()));
  }

  /** Told apart from every other of this node; it need not be hard to guess, since it is signed. */
  private String id() {
    String moment = "%s %d %d".formatted(clock.instant(), ticker.getAsLong(), hashCode());
    return UUID.nameUUIDFromBytes(moment.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** What the configuration has checked already. */
  private static String said(Map<String, String> told, String option) {
    return Objects.requireNonNull(told.get(option), option);
  }

  private WebClient client() {
    if (client == null) {
      // A redirect would carry the secret elsewhere.
      client =
          WebClient.create(
              vertx,
              new WebClientOptions(options).setFollowRedirects(false).setUserAgentEnabled(false),
              new PoolOptions().setHttp1MaxSize(1));
    }
    return client;
  }

  /** Gives the connection back. */
  void close() {
    if (client != null) {
      client.close();
    }
  }
}
