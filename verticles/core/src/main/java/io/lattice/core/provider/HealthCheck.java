package io.lattice.core.provider;

import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Asks one provider what costs no tokens and needs the key, over connections of its own: at each of
 * its addresses, with each credential, all at once. Confined to one event loop.
 */
final class HealthCheck {
  /** After connecting, until everything is told. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Whoever serves models of many makers lists some hundreds, with a page about each. */
  private static final int LIMIT_BYTES = 4 * 1024 * 1024;

  private static final int CONNECTIONS = 8;

  private final Vertx vertx;
  private final String provider;
  private final ProviderRow row;
  private final Keyrings keyrings;
  private final Duration connect;
  private final Duration patience;
  private final LongSupplier ticker;
  private final WebClient client;
  private final Map<Question, HealthGuard> guards = new HashMap<>();
  private @Nullable LatticeConfig knownFor;
  private @Nullable Future<List<ProviderCheck>> running;

  /**
   * One thing to ask.
   *
   * @param credential its position, from 0
   */
  private record Question(Optional<URI> base, int credential) {}

  /**
   * @param patience after connecting, until everything is told
   * @param ticker monotonic nanoseconds
   */
  HealthCheck(
      Vertx vertx,
      String provider,
      ProviderRow row,
      Keyrings keyrings,
      HttpClientOptions options,
      Duration patience,
      LongSupplier ticker) {
    this.vertx = vertx;
    this.provider = provider;
    this.row = row;
    this.keyrings = keyrings;
    this.connect = Duration.ofMillis(options.getConnectTimeout());
    this.patience = patience;
    this.ticker = ticker;
    // A redirect would carry the key elsewhere.
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions(options).setFollowRedirects(false).setUserAgentEnabled(false),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  /** Who asks while an answer is awaited gets the same one. The future does not fail. */
  Future<List<ProviderCheck>> check(LatticeConfig config) {
    if (running != null) {
      return running;
    }
    ProviderSettings settings =
        config.provider(provider).filter(ProviderSettings::isConfigured).orElse(null);
    if (settings == null) {
      return Future.succeededFuture(
          List.of(
              ProviderCheck.failed(
                  provider, "provider '%s' is not configured on this node".formatted(provider))));
    }
    forgetFailuresBefore(config);
    List<Future<ProviderCheck>> checks = new ArrayList<>();
    for (CheckPlace place : CheckPlace.of(settings, config)) {
      checks.addAll(atPlace(place, settings, config));
    }
    Future<List<ProviderCheck>> all =
        Future.all(checks).map(done -> checks.stream().map(Future::result).toList());
    running = all;
    return all.onComplete(done -> running = null);
  }

  /** Whoever corrected a key wants to see at once whether it is right now. */
  @SuppressWarnings("ReferenceEquality")
  private void forgetFailuresBefore(LatticeConfig config) {
    if (config != knownFor) {
      knownFor = config;
      guards.values().forEach(HealthGuard::close);
      guards.clear();
    }
  }

  private List<Future<ProviderCheck>> atPlace(
      CheckPlace place, ProviderSettings settings, LatticeConfig config) {
    Keyring keys = keyrings.of(settings, config).orElse(null);
    if (keys == null) {
      return List.of(
          ask(place, 0, () -> walk(place, settings, config, UnaryOperator.identity()))
              .map(finding -> check(place, ProviderCheck.NONE, finding)));
    }
    List<String> origins = CredentialOrigins.of(settings);
    List<Future<ProviderCheck>> checks = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      int position = i;
      checks.add(
          ask(
                  place,
                  position,
                  () ->
                      keys.secret(position)
                          .compose(
                              secret ->
                                  walk(
                                      place,
                                      settings,
                                      config,
                                      target -> keys.sign(target, secret))))
              .map(finding -> check(place, origins.get(position), finding)));
    }
    return checks;
  }

  private ProviderCheck check(CheckPlace place, String credential, Finding finding) {
    return new ProviderCheck(provider, place.regions(), credential, finding);
  }

  private Future<Finding> ask(
      CheckPlace place, int credential, Supplier<Future<Finding.Reached>> question) {
    return guards
        .computeIfAbsent(
            new Question(Optional.ofNullable(place.base()), credential),
            first -> new HealthGuard(vertx, provider, connect.plus(patience), ticker))
        .ask(question);
  }

  private Future<Finding.Reached> walk(
      CheckPlace place,
      ProviderSettings settings,
      LatticeConfig config,
      UnaryOperator<RequestOptions> sign) {
    ModelWalk walk =
        new ModelWalk(
            provider,
            row,
            page -> {
              String path = row.listing().path(page.list(), page.next(), settings);
              return send(sign.apply(Targets.list(row, settings, place.base(), path, config)));
            },
            ticker);
    return walk.start(ModelSearch.of(place.models()));
  }

  private Future<ListAnswer> send(RequestOptions target) {
    Beginning body = new Beginning(LIMIT_BYTES);
    return client
        .request(HttpMethod.GET, target)
        .connectTimeout(target.getConnectTimeout())
        .idleTimeout(patience.toMillis())
        .as(BodyCodec.pipe(body))
        .send()
        .map(
            answer ->
                new ListAnswer(answer.statusCode(), answer.headers(), body.bytes(), body.isCut()));
  }

  /** Gives the connections back and forgets the failures. */
  void close() {
    guards.values().forEach(HealthGuard::close);
    client.close();
  }
}
