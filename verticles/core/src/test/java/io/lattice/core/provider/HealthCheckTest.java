package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.model.ModelRegistry;
import io.lattice.config.secret.Secret;
import io.lattice.core.testing.SilentPort;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a provider that was asked for free. */
class HealthCheckTest {
  private static final String KEY = "sk-very-secret-1234567890";

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();

  @AfterEach
  void stop() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  @Test
  void reachesAProviderThatListsItsModels() throws TimeoutException {
    // given
    int port = listen(request -> json(request, 200, "{\"data\":[]}"));
    // when
    ProviderCheck check = check(checkOf("openai"), settings("openai", port, Map.of()));
    // then
    assertThat(isReached(check)).isTrue();
    assertThat(problem(check)).isNull();
    assertThat(asked).containsExactly("GET /base/models Bearer " + KEY + " null");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-06-01, , /base/openai/models?api-version=2024-06-01",
    ", , /base/openai/models?api-version=2024-10-21",
    ", v1, /base/openai/v1/models"
  })
  void asksAzureOnTheWayOfItsChats(String version, String api, String path)
      throws TimeoutException {
    // given
    int port = listen(request -> json(request, 200, "{\"data\":[]}"));
    Map<String, String> options =
        version != null
            ? Map.of("api-version", version)
            : api != null ? Map.of("api", api) : Map.of();
    // when
    ProviderCheck check = check(checkOf("azure"), settings("azure", port, options));
    // then
    assertThat(isReached(check)).isTrue();
    assertThat(asked).containsExactly("GET " + path + " null " + KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "401, refused our credential",
    "404, check its base URL",
    "302, check its base URL",
    "429, limits our rate",
    "500, failed or is overloaded"
  })
  void tellsWhatAStatusMeansAndNothingOfTheBody(int status, String meaning)
      throws TimeoutException {
    // given
    int port =
        listen(
            request -> {
              request.response().putHeader(HttpHeaders.LOCATION, "/elsewhere");
              json(request, status, "{\"error\":{\"message\":\"your key is " + KEY + "\"}}");
            });
    // when
    ProviderCheck check = check(checkOf("openai"), settings("openai", port, Map.of()));
    // then
    assertThat(isReached(check)).isFalse();
    assertThat(problem(check)).contains("'one'", "(" + status + ")", meaning);
    assertThat(check.toJson().encode()).doesNotContain(KEY, "your key");
    assertThat(asked).hasSize(1);
  }

  @Test
  void doesNotTakeAPageForAnApi() throws TimeoutException {
    // given
    int port =
        listen(
            request ->
                request
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/html")
                    .end("<html>" + "x".repeat(200_000)));
    // then
    assertThat(problem(check(checkOf("openai"), settings("openai", port, Map.of()))))
        .contains("no JSON");
  }

  @Test
  void tellsThatTheConnectionWasRefused() throws TimeoutException {
    // given
    LatticeConfig config = settings("openai", SilentPort.refused(), Map.of());
    // then
    assertThat(problem(check(checkOf("openai"), config)))
        .isEqualTo("provider 'one' refused the connection");
  }

  @Test
  void tellsThatNoAnswerCameInTime() throws TimeoutException {
    // given
    int port = listen(request -> {});
    // then
    assertThat(problem(check(checkOf("openai"), settings("openai", port, Map.of()))))
        .isEqualTo("provider 'one' did not answer in time");
  }

  @Test
  void doesNotWaitForABodyThatNeverEnds() throws TimeoutException {
    // given
    int port =
        listen(
            request -> {
              request.response().setChunked(true);
              long timer = vertx.setPeriodic(20, tick -> request.response().write(" "));
              request.response().closeHandler(closed -> vertx.cancelTimer(timer));
            });
    // then
    assertThat(problem(check(checkOf("openai"), settings("openai", port, Map.of()))))
        .isEqualTo("provider 'one' did not answer in time");
  }

  @Test
  void leavesAProviderAloneThatFailedThreeTimes() throws TimeoutException {
    // given
    int port = listen(request -> json(request, 500, "{}"));
    LatticeConfig config = settings("openai", port, Map.of());
    HealthCheck check = checkOf("openai");
    for (int i = 0; i < 3; i++) {
      check(check, config);
    }
    // when
    ProviderCheck fourth = check(check, config);
    // then
    assertThat(isReached(fourth)).isFalse();
    assertThat(problem(fourth)).contains("not asked again so soon", "(500)");
    assertThat(asked).hasSize(3);
  }

  @Test
  void asksAtOnceWhereTheConfigurationIsAnother() throws TimeoutException {
    // given
    int port = listen(request -> json(request, 500, "{}"));
    HealthCheck check = checkOf("openai");
    LatticeConfig config = settings("openai", port, Map.of());
    for (int i = 0; i < 3; i++) {
      check(check, config);
    }
    // when
    check(check, settings("openai", port, Map.of()));
    // then
    assertThat(asked).hasSize(4);
  }

  @Test
  void asksOnceForAllWhoWantToKnowAtTheSameTime() throws TimeoutException {
    // given
    int port = listen(request -> json(request, 200, "{}"));
    LatticeConfig config = settings("openai", port, Map.of());
    HealthCheck check = checkOf("openai");
    // when
    onLoop(() -> Future.all(check.check(config), check.check(config)));
    // then
    assertThat(asked).hasSize(1);
  }

  @Test
  void asksNobodyWhereTheProviderIsNotConfigured() throws TimeoutException {
    // given
    LatticeConfig none = LatticeConfig.of(List.of(), ModelRegistry.EMPTY);
    // then
    assertThat(problem(check(checkOf("openai"), none))).contains("'one' is not configured");
  }

  private int listen(Handler<HttpServerRequest> answer) throws TimeoutException {
    return vertx
        .createHttpServer()
        .requestHandler(
            request -> {
              asked.add(
                  "%s %s %s %s"
                      .formatted(
                          request.method(),
                          request.uri(),
                          request.getHeader(HttpHeaders.AUTHORIZATION),
                          request.getHeader("api-key")));
              answer.handle(request);
            })
        .listen(0, "127.0.0.1")
        .await(20, TimeUnit.SECONDS)
        .actualPort();
  }

  private static void json(HttpServerRequest request, int status, String body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(body);
  }

  private static List<TokenSource> keysOf(ProviderSettings provider) {
    return provider.credentials().stream().map(TokenSource::fixed).toList();
  }

  private HealthCheck checkOf(String kind) {
    ProviderRow row = ProviderRows.ofKind(kind).orElseThrow();
    return new HealthCheck(
        vertx,
        "one",
        row,
        new Keyrings(row, HealthCheckTest::keysOf, System::nanoTime),
        new HttpClientOptions().setConnectTimeout(1_000),
        Duration.ofSeconds(1),
        System::nanoTime);
  }

  private static LatticeConfig settings(String kind, int port, Map<String, String> options) {
    return LatticeConfig.of(
        List.of(
            new ProviderSettings(
                "one",
                kind,
                1,
                List.of(),
                List.of(),
                null,
                URI.create("http://127.0.0.1:%d/base".formatted(port)),
                Map.of(),
                List.of(Secret.of(KEY)),
                options,
                null)),
        ModelRegistry.EMPTY);
  }

  private ProviderCheck check(HealthCheck check, LatticeConfig config) throws TimeoutException {
    List<ProviderCheck> checks = onLoop(() -> check.check(config));
    assertThat(checks).hasSize(1);
    return checks.get(0);
  }

  private static boolean isReached(ProviderCheck check) {
    return check.finding() instanceof Finding.Reached;
  }

  private static String problem(ProviderCheck check) {
    return check.toJson().getString("problem");
  }

  private <T> T onLoop(Supplier<Future<T>> action) throws TimeoutException {
    Promise<T> done = Promise.promise();
    loop.runOnContext(now -> action.get().onComplete(done));
    return done.future().await(20, TimeUnit.SECONDS);
  }
}
