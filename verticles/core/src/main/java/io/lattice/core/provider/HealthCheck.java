package io.lattice.core.provider;

import io.lattice.api.ChatFailure;
import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.core.dialect.DialectException;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks one provider what costs no tokens and needs the key, over a connection of its own. A
 * provider that failed three times is left alone for half a minute. Confined to one event loop.
 */
final class HealthCheck {
  private static final int MAX_FAILURES = 3;
  private static final long REST_MILLIS = 30_000;

  /** Long enough that failures by timeout, a minute apart, are seen together. */
  private static final long MEMORY_MILLIS = 300_000;

  private final String provider;
  private final ProviderRow row;
  private final Keyrings keyrings;
  private final Duration patience;
  private final LongSupplier ticker;
  private final WebClient client;
  private final CircuitBreaker breaker;
  private String lastProblem = "";
  private @Nullable Future<ProviderCheck> running;

  /**
   * @param patience after connecting, until the answer is there
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
    this.provider = provider;
    this.row = row;
    this.keyrings = keyrings;
    this.patience = patience;
    this.ticker = ticker;
    // A redirect would carry the key elsewhere.
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions(options).setFollowRedirects(false).setUserAgentEnabled(false),
            new PoolOptions().setHttp1MaxSize(1));
    this.breaker =
        CircuitBreaker.create(
            "health of " + provider,
            vertx,
            new CircuitBreakerOptions()
                .setMaxFailures(MAX_FAILURES)
                .setResetTimeout(REST_MILLIS)
                .setFailuresRollingWindow(MEMORY_MILLIS)
                .setTimeout(options.getConnectTimeout() + patience.toMillis()));
  }

  /** Who asks while an answer is awaited gets the same one. The future does not fail. */
  Future<ProviderCheck> check(LatticeConfig config) {
    if (running != null) {
      return running;
    }
    ProviderSettings settings =
        config.provider(provider).filter(ProviderSettings::isConfigured).orElse(null);
    if (settings == null) {
      return Future.succeededFuture(
          ProviderCheck.failed(
              provider, "provider '%s' is not configured on this node".formatted(provider), 0));
    }
    long since = ticker.getAsLong();
    Future<ProviderCheck> check =
        breaker
            .execute(() -> ask(row.health(), settings, config))
            .map(models -> ProviderCheck.passed(provider, millisSince(since), models))
            .otherwise(problem -> failed(problem, millisSince(since)));
    running = check;
    return check.onComplete(done -> running = null);
  }

  private ProviderCheck failed(Throwable problem, long millis) {
    if (CheckProblem.isRest(problem)) {
      return ProviderCheck.failed(provider, CheckProblem.resting(lastProblem), 0);
    }
    lastProblem = CheckProblem.of(provider, problem);
    return ProviderCheck.failed(provider, lastProblem, millis);
  }

  /** The names of the models that it tells of, by what it has done with them. */
  private Future<Map<String, List<String>>> ask(
      HealthQuestion question, ProviderSettings settings, LatticeConfig config) {
    RequestOptions target;
    try {
      target = Targets.health(row, question, settings, config);
    } catch (ChatFailure noAddress) {
      return Future.failedFuture(noAddress);
    }
    return keyrings
        .of(settings, config)
        .map(keys -> keys.secret().compose(secret -> send(keys.sign(target, secret))))
        .orElseGet(() -> send(target))
        .compose(body -> models(question, body))
        .compose(models -> withMore(models, question, settings, config));
  }

  private Future<Map<String, List<String>>> withMore(
      Map<String, List<String>> models,
      HealthQuestion question,
      ProviderSettings settings,
      LatticeConfig config) {
    if (question.next().isEmpty()) {
      return Future.succeededFuture(models);
    }
    Map<String, List<String>> all = new HashMap<>(models);
    return ask(question.next().get(), settings, config)
        .otherwise(Map.of())
        .onSuccess(all::putAll)
        .map(all);
  }

  private Future<Map<String, List<String>>> models(HealthQuestion question, Beginning body) {
    if (!body.isWhole()) {
      return Future.succeededFuture(Map.of());
    }
    try {
      return Future.succeededFuture(question.models(body.bytes()));
    } catch (DialectException notAsked) {
      return Future.failedFuture(CheckProblem.unasked(provider));
    }
  }

  private Future<Beginning> send(RequestOptions target) {
    Beginning body = new Beginning();
    return client
        .request(HttpMethod.GET, target)
        .connectTimeout(target.getConnectTimeout())
        .idleTimeout(patience.toMillis())
        .as(BodyCodec.pipe(body))
        .send()
        .compose(answer -> judge(answer, body));
  }

  private Future<Beginning> judge(HttpResponse<Void> answer, Beginning body) {
    int status = answer.statusCode();
    if (status < 200 || status >= 300) {
      return Future.failedFuture(
          CheckProblem.refused(
              provider,
              status,
              row.dialect().readError(status, answer::getHeader, body.bytes()).kind()));
    }
    return BodyForm.of(answer.getHeader(HttpHeaders.CONTENT_TYPE.toString())) == BodyForm.FOREIGN
        ? Future.failedFuture(CheckProblem.foreign(provider))
        : Future.succeededFuture(body);
  }

  /** Gives the connection back and forgets the failures. */
  void close() {
    breaker.close();
    client.close();
  }

  private long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(ticker.getAsLong() - nanos);
  }
}
