package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.core.dialect.Allowance;
import io.lattice.core.testing.Call;
import io.lattice.core.testing.Script;
import io.lattice.core.testing.ScriptedUpstream;
import io.lattice.core.testing.SilentPort;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a provider of each family, however it answers. */
class FamilyChecksTest {
  private static final List<String> NAMED =
      List.of("openai", "anthropic", "xai", "dial", "google", "ollama", "openai-compatible");

  private final Vertx vertx = Vertx.vertx();
  private final ScriptedUpstream upstream = ScriptedUpstream.start();

  @AfterEach
  void stop() throws TimeoutException {
    upstream.close();
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({
    "openai, /models, authorization",
    "anthropic, /v1/models?limit=1000, x-api-key",
    "xai, /models, authorization",
    "dial, /openai/models, api-key",
    "google, /v1beta/models?pageSize=1000, x-goog-api-key",
    "ollama, /api/tags, authorization",
    "openai-compatible, /models, authorization"
  })
  void takesARightKeyAndFindsTheModels(String kind, String path, String header)
      throws TimeoutException {
    // given
    upstream.on("", Script.json(200, list(kind, "there", "another")));
    // when
    ProviderCheck check = check(kind, "there");
    // then
    assertThat(reached(check).models())
        .isEqualTo(new ModelsSeen.Listed(List.of("there"), List.of()));
    assertThat(check.credential()).isEqualTo("env:KEY");
    Call asked = upstream.calls().get(0);
    assertThat(asked.method() + " " + asked.target()).isEqualTo("GET " + path);
    assertThat(asked.headers(header)).singleElement().asString().endsWith(Registry.KEY);
    assertThat(upstream.calls()).hasSize(1);
  }

  @Test
  void azureListsWhatCanBeDeployedSoNothingIsToldOfDeployments() throws TimeoutException {
    // given
    upstream.on("", Script.json(200, list("azure", "gpt-4o-2024-08-06")));
    // when
    ProviderCheck check = check("azure", "my-own-name");
    // then
    assertThat(check.finding().isFine()).isTrue();
    assertThat(reached(check).models()).isInstanceOf(ModelsSeen.Untold.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"openai", "anthropic", "xai", "dial", "google", "ollama", "openai-compatible"})
  void namesAModelThatIsNotListed(String kind) throws TimeoutException {
    // given
    upstream.on("", Script.json(200, list(kind, "there")));
    // when
    ProviderCheck check = check(kind, "there", "gone");
    // then
    assertThat(check.finding().isFine()).isFalse();
    assertThat(reached(check).models())
        .isEqualTo(new ModelsSeen.Listed(List.of("there"), List.of("gone")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai | 401 | {\"error\":{\"code\":\"invalid_api_key\"}}",
        "anthropic | 401 | {\"type\":\"error\",\"error\":{\"type\":\"authentication_error\"}}",
        "xai | 400 | {\"code\":\"x\",\"error\":\"Incorrect API key provided: sk-very-secret\"}",
        "azure | 401 | {\"error\":{\"code\":\"401\",\"message\":\"Access denied\"}}",
        "dial | 401 | Unauthorized",
        "google | 400 | {\"error\":{\"code\":400,\"message\":\"API key not valid.\","
            + "\"status\":\"INVALID_ARGUMENT\"}}",
        "ollama | 401 | {\"error\":\"unauthorized\"}",
        "openai-compatible | 403 | {}"
      })
  void tellsThatTheKeyIsRefusedAndNothingOfTheBody(String kind, int status, String body)
      throws TimeoutException {
    // given
    upstream.on("", Script.json(status, body));
    // when
    ProviderCheck check = check(kind, "there");
    // then
    assertThat(problem(check))
        .isEqualTo(
            "provider '%s' (%d) refused our credential; check the one that is configured"
                .formatted(kind, status));
    assertThat(check.toJson().encode()).doesNotContain("sk-very-secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai",
        "anthropic",
        "xai",
        "azure",
        "dial",
        "google",
        "ollama",
        "openai-compatible"
      })
  void tellsThatTheProviderFailed(String kind) throws TimeoutException {
    // given
    upstream.on("", Script.json(500, "{\"error\":{\"message\":\"oops\"}}"));
    // then
    assertThat(problem(check(kind, "there"))).endsWith("(500) failed or is overloaded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai",
        "anthropic",
        "xai",
        "azure",
        "dial",
        "google",
        "ollama",
        "openai-compatible"
      })
  void tellsThatNobodyIsThere(String kind) throws TimeoutException {
    // given
    URI nobody = URI.create("http://127.0.0.1:" + SilentPort.refused());
    ProviderSettings provider = Registry.provider(kind, nobody);
    // then
    assertThat(problem(checks(provider, Registry.with(provider)).get(0)))
        .endsWith("refused the connection");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[", "null", "{\"data\":5,\"models\":{}}", "\u0000"})
  void takesGarbageForNoList(String garbage) throws TimeoutException {
    for (String kind : NAMED) {
      // given
      upstream.on("", Script.json(200, garbage));
      // then
      assertThat(problem(check(kind, "there"))).contains("no list of models");
    }
  }

  @Test
  void followsThePagesOfGoogle() throws TimeoutException {
    // given
    upstream.on(
        "",
        call ->
            Script.json(
                200,
                call.target().endsWith("&pageToken=a%2Fb")
                    ? list("google", "second")
                    : "{\"models\":[{\"name\":\"models/first\"}],\"nextPageToken\":\"a/b\"}"));
    // when
    ProviderCheck check = check("google", "first", "second");
    // then
    assertThat(check.finding().isFine()).isTrue();
    assertThat(upstream.calls()).hasSize(2);
  }

  @Test
  void asksForNoPageMoreThanItNeeds() throws TimeoutException {
    // given
    upstream.on(
        "",
        Script.json(200, "{\"models\":[{\"name\":\"models/first\"}],\"nextPageToken\":\"more\"}"));
    // when
    ProviderCheck check = check("google", "first");
    // then
    assertThat(check.finding().isFine()).isTrue();
    assertThat(upstream.calls()).hasSize(1);
  }

  @Test
  void endsWherePagesDoNot() throws TimeoutException {
    // given
    upstream.on("", Script.json(200, "{\"models\":[],\"nextPageToken\":\"again\"}"));
    // when
    ProviderCheck check = check("google", "gone");
    // then
    assertThat(reached(check).models())
        .isEqualTo(new ModelsSeen.Untold("its list of models has more than 20 pages"));
    assertThat(upstream.calls()).hasSize(20);
  }

  @Test
  void tellsThatALaterPageFailed() throws TimeoutException {
    // given
    upstream.on(
        "", Script.json(200, "{\"models\":[],\"nextPageToken\":\"more\"}"), Script.json(503, "{}"));
    // then
    assertThat(problem(check("google", "gone"))).contains("(503)");
  }

  @Test
  void readsNoListWithoutEnd() throws TimeoutException {
    // given
    String filler = " ".repeat(5 * 1024 * 1024);
    upstream.on("", Script.json(200, "{\"data\":[" + filler + "]}"));
    // when
    ProviderCheck check = check("openai", "there");
    // then
    assertThat(reached(check).models())
        .isEqualTo(new ModelsSeen.Untold("its list of models is longer than what is read of it"));
  }

  @Test
  void looksForAnApplicationOfDialWhereItIsNoModel() throws TimeoutException {
    // given
    upstream.on(
        "",
        call ->
            Script.json(
                200,
                call.target().equals("/openai/applications")
                    ? list("dial", "applications/mine")
                    : list("dial", "there")));
    // then
    assertThat(check("dial", "there", "applications/mine").finding().isFine()).isTrue();
  }

  @Test
  void looksForAnAliasOfXaiInTheSecondList() throws TimeoutException {
    // given
    upstream.on(
        "",
        call ->
            Script.json(
                200,
                call.target().equals("/language-models")
                    ? "{\"models\":[{\"id\":\"grok-4.7-0901\",\"aliases\":[\"grok-4.7\"]}]}"
                    : list("xai", "grok-4.7-0901")));
    // then
    assertThat(check("xai", "grok-4.7").finding().isFine()).isTrue();
  }

  @Test
  void aSecondListThatIsNotThereHoldsNothing() throws TimeoutException {
    // given
    upstream.on("", Script.json(200, list("dial", "there")), Script.json(404, "{}"));
    // then
    assertThat(reached(check("dial", "there", "gone")).models())
        .isEqualTo(new ModelsSeen.Listed(List.of("there"), List.of("gone")));
  }

  @Test
  void tellsHowMuchOfARateIsLeft() throws TimeoutException {
    // given
    upstream.on(
        "",
        Script.answer(200)
            .type("application/json")
            .header("x-ratelimit-limit-requests", "60")
            .header("x-ratelimit-remaining-requests", "59")
            .whole("{\"data\":[]}"));
    // then
    assertThat(reached(check("openai")).headroom())
        .containsExactly(new Allowance("requests", 59, 60L));
  }

  @Test
  void asksInEveryRegionWithEveryCredential() throws TimeoutException {
    // given
    upstream.on(
        "",
        call ->
            call.headers("authorization").contains("Bearer good")
                ? Script.json(200, call.target().startsWith("/us") ? list("openai", "m") : "[]")
                : Script.json(401, "{}"));
    ProviderSettings provider =
        Registry.provider(
            "openai",
            null,
            List.of("us", "eu"),
            Map.of("us", upstream.url("/us"), "eu", upstream.url("/eu")),
            List.of(Registry.keyIn("GOOD", "good"), Registry.keyIn("BAD", "bad")));
    // when
    List<ProviderCheck> checks = checks(provider, Registry.with(provider, "m"));
    // then
    assertThat(checks)
        .extracting(check -> check.regions() + check.credential() + check.finding().isFine())
        .containsExactly(
            "[us]env:GOODtrue", "[us]env:BADfalse", "[eu]env:GOODfalse", "[eu]env:BADfalse");
    assertThat(reached(checks.get(2)).models())
        .isEqualTo(new ModelsSeen.Listed(List.of(), List.of("m")));
  }

  @Test
  void theProviderInThisProcessIsThere() throws TimeoutException {
    // given
    ProviderSettings embedded = Registry.provider("embedded", null, List.of(), Map.of(), List.of());
    // when
    ProviderCheck check = checks(embedded, Registry.with(embedded, "guide")).get(0);
    // then
    assertThat(check.credential()).isEqualTo("none");
    assertThat(reached(check).models())
        .isEqualTo(new ModelsSeen.Listed(List.of("guide"), List.of()));
  }

  private ProviderCheck check(String kind, String... models) throws TimeoutException {
    ProviderSettings provider = Registry.provider(kind, upstream.url(""));
    List<ProviderCheck> checks = checks(provider, Registry.with(provider, models));
    assertThat(checks).hasSize(1);
    return checks.get(0);
  }

  private List<ProviderCheck> checks(ProviderSettings provider, LatticeConfig config)
      throws TimeoutException {
    return new Checkup(vertx, Clock.systemUTC(), System::nanoTime)
        .of(List.of(provider), config)
        .await(30, TimeUnit.SECONDS);
  }

  private static Finding.Reached reached(ProviderCheck check) {
    assertThat(check.finding()).isInstanceOf(Finding.Reached.class);
    return (Finding.Reached) check.finding();
  }

  private static String problem(ProviderCheck check) {
    assertThat(check.finding()).isInstanceOf(Finding.Failed.class);
    return ((Finding.Failed) check.finding()).problem();
  }

  /** A whole list in the words of a family. */
  private static String list(String kind, String... ids) {
    return switch (kind) {
      case "google" -> "{\"models\":[" + each("{\"name\":\"models/%s\"}", ids) + "]}";
      case "ollama" -> "{\"models\":[" + each("{\"model\":\"%s:latest\"}", ids) + "]}";
      default -> "{\"data\":[" + each("{\"id\":\"%s\"}", ids) + "]}";
    };
  }

  private static String each(String form, String... ids) {
    return String.join(",", List.of(ids).stream().map(form::formatted).toList());
  }
}
