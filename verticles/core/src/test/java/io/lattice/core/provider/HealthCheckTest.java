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
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
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
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(check.reachable()).isTrue();
    assertThat(check.problem()).isNull();
    assertThat(check.toJson().containsKey("models")).isFalse();
    assertThat(asked).containsExactly("GET /base/models Bearer " + KEY + " null");
  }

  @Test
  void tellsWhichModelsOllamaHasAndWhichOfThemRun() throws TimeoutException {
    // given
    int port =
        listen(
            request ->
                json(
                    request,
                    200,
                    request.path().endsWith("/tags")
                        ? "{\"models\":[{\"name\":\"qwen3:8b\"},{\"model\":\"llama3.2:3b\"}]}"
                        : "{\"models\":[{\"name\":\"qwen3:8b\",\"context_length\":4096}]}"));
    // when
    ProviderCheck check = check(checkOf("ollama"), settings("ollama", port, Map.of()));
    // then
    assertThat(check.toJson().getJsonObject("models"))
        .isEqualTo(
            new JsonObject(
                """
                {"pulled": ["qwen3:8b", "llama3.2:3b"], "running": ["qwen3:8b"]}"""));
    assertThat(asked)
        .containsExactly(
            "GET /base/api/tags Bearer " + KEY + " null",
            "GET /base/api/ps Bearer " + KEY + " null");
  }

  @Test
  void reachesAnOllamaThatDoesNotTellWhatRuns() throws TimeoutException {
    // given
    int port =
        listen(
            request -> {
              boolean isList = request.path().endsWith("/tags");
              json(request, isList ? 200 : 404, isList ? "{\"models\":[]}" : "404 page not found");
            });
    // when
    ProviderCheck check = check(checkOf("ollama"), settings("ollama", port, Map.of()));
    // then
    assertThat(check.reachable()).isTrue();
    assertThat(check.models()).isEqualTo(Map.of("pulled", List.of()));
  }

  @Test
  void reachesAnOllamaWithMoreModelsThanAnyoneReads() throws TimeoutException {
    // given
    String model = "{\"name\":\"%s\"}".formatted("m".repeat(1_000));
    int port =
        listen(
            request ->
                json(
                    request,
                    200,
                    "{\"models\":[" + String.join(",", Collections.nCopies(2_000, model)) + "]}"));
    // when
    ProviderCheck check = check(checkOf("ollama"), settings("ollama", port, Map.of()));
    // then
    assertThat(check.reachable()).isTrue();
    assertThat(check.models()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"data\":[]}", "[]", "{\"models\":["})
  void takesNoOtherJsonForOllamasModels(String body) throws TimeoutException {
    // given
    int port = listen(request -> json(request, 200, body));
    // then
    assertThat(check(checkOf("ollama"), settings("ollama", port, Map.of())).problem())
        .isEqualTo("provider 'one' answered with no list of models; check its base URL");
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
    int port = listen(request -> json(request, 200, "{}"));
    Map<String, String> options =
        version != null
            ? Map.of("api-version", version)
            : api != null ? Map.of("api", api) : Map.of();
    // when
    ProviderCheck check = check(checkOf("azure"), settings("azure", port, options));
    // then
    assertThat(check.reachable()).isTrue();
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
    assertThat(check.reachable()).isFalse();
    assertThat(check.problem()).contains("'one'", "(" + status + ")", meaning);
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
    assertThat(check(checkOf("openai"), settings("openai", port, Map.of())).problem())
        .contains("no JSON");
  }

  @Test
  void tellsThatTheConnectionWasRefused() throws TimeoutException {
    // given
    LatticeConfig config = settings("openai", SilentPort.refused(), Map.of());
    // then
    assertThat(check(checkOf("openai"), config).problem())
        .isEqualTo("provider 'one' refused the connection");
  }

  @Test
  void tellsThatNoAnswerCameInTime() throws TimeoutException {
    // given
    int port = listen(request -> {});
    // then
    assertThat(check(checkOf("openai"), settings("openai", port, Map.of())).problem())
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
    assertThat(check(checkOf("openai"), settings("openai", port, Map.of())).problem())
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
    assertThat(fourth.reachable()).isFalse();
    assertThat(fourth.problem()).contains("not asked again so soon", "(500)");
    assertThat(asked).hasSize(3);
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
    assertThat(check(checkOf("openai"), none).problem()).contains("'one' is not configured");
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
    return onLoop(() -> check.check(config));
  }

  private <T> T onLoop(Supplier<Future<T>> action) throws TimeoutException {
    Promise<T> done = Promise.promise();
    loop.runOnContext(now -> action.get().onComplete(done));
    return done.future().await(20, TimeUnit.SECONDS);
  }
}
