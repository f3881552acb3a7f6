package io.lattice.core.provider;

import static io.lattice.core.provider.UpstreamScene.chunk;
import static io.lattice.core.provider.UpstreamScene.text;
import static io.lattice.core.provider.UpstreamScene.typed;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ErrorKind;
import io.lattice.config.ProviderSettings;
import io.lattice.config.UpstreamSettings;
import io.lattice.core.testing.Call;
import io.lattice.core.testing.Gate;
import io.lattice.core.testing.Script;
import io.lattice.core.testing.ScriptedUpstream;
import io.lattice.core.testing.SelfSigned;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider that takes tokens, and the endpoint that gives them. */
@ExtendWith(VertxExtension.class)
class TokensTest {
  private static final Script HELLO =
      Script.sse().event(text("Hello")).event(chunk("{}", "stop")).done();
  private static final Script REFUSED =
      Script.json(401, "{\"error\":{\"code\":\"401\",\"message\":\"token expired\"}}");
  private static final MockOAuth2Server INDEPENDENT = new MockOAuth2Server();

  @TempDir private Path folder;

  private final ScriptedUpstream endpoint = ScriptedUpstream.start();

  @AfterEach
  void close() {
    endpoint.close();
  }

  @BeforeAll
  static void begin() throws IOException {
    INDEPENDENT.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterAll
  static void end() {
    INDEPENDENT.shutdown();
  }

  private static Map<String, String> options(String endpoint, String... more) {
    Map<String, String> options = new HashMap<>();
    options.put("auth", "entra");
    options.put("token-endpoint", endpoint);
    options.put("client-id", "client-1");
    options.put("scope", "api://models/.default");
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    return options;
  }

  private static String independent() {
    return "http://127.0.0.1:%d/tenant-1/token"
        .formatted(INDEPENDENT.getConfig().getHttpServer().port());
  }

  private static String tokenOf(Call call) {
    return call.headers("authorization").get(0).substring("Bearer ".length());
  }

  /** The middle of three parts. */
  private static JsonObject claims(String jwt) {
    return new JsonObject(
        new String(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]), StandardCharsets.UTF_8));
  }

  /** Answers once and gives what was sent as the token. */
  private static JsonObject claimsOfOneCall(UpstreamScene scene) {
    scene.server().on("m", HELLO);
    assertThat(scene.awaitAnswer(typed("m", true)).text()).isEqualTo("Hello");
    return claims(tokenOf(scene.server().awaitCall("m")));
  }

  @Test
  void anIndependentEndpointTakesASecret(Vertx vertx) {
    try (UpstreamScene scene =
        UpstreamScene.withOptions(vertx, options(independent()), "top-secret")) {
      // when
      JsonObject claims = claimsOfOneCall(scene);
      // then
      assertThat(claims.getString("sub")).isEqualTo("client-1");
      assertThat(claims.getValue("aud").toString()).contains("api://models/.default");
    }
  }

  @Test
  void anIndependentEndpointTakesACertificatesAssertion(Vertx vertx) throws IOException {
    // given
    String file =
        Files.writeString(folder.resolve("c.pem"), SelfSigned.in(folder).pem()).toString();
    try (UpstreamScene scene =
        UpstreamScene.withOptions(vertx, options(independent(), "client-certificate", file))) {
      // when, then
      assertThat(claimsOfOneCall(scene).getString("sub")).isEqualTo("client-1");
    }
  }

  private static Map<String, String> form(Call call) {
    return Arrays.stream(call.body().split("&", -1))
        .map(field -> field.split("=", 2))
        .collect(
            Collectors.toMap(
                field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
  }

  private static Script token(String token) {
    return Script.json(
        200,
        "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"%s\"}".formatted(token));
  }

  /** Whose tokens come from a scripted endpoint, which answers requests that name no model. */
  private UpstreamScene scripted(Vertx vertx, Map<String, String> more, String... secrets) {
    Map<String, String> options = options(endpoint.url("/token").toString());
    options.putAll(more);
    return UpstreamScene.withOptions(vertx, options, secrets);
  }

  @Test
  void aFederatedTokenIsReadAnewEachTime(Vertx vertx) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "one\n");
    try (UpstreamScene scene = scripted(vertx, Map.of("federated-token-file", file.toString()))) {
      // given
      endpoint.on("", token("first"), token("second"));
      scene.server().on("m", call -> tokenOf(call).equals("second") ? HELLO : REFUSED);
      scene.server().on("n", HELLO);
      scene.awaitAnswer(typed("n", true));
      Files.writeString(file, "two\n");
      scene.pass(Duration.ofMinutes(1));
      // when
      Heard heard = scene.awaitAnswer(typed("m", true));
      // then
      assertThat(heard.text()).isEqualTo("Hello");
      assertThat(endpoint.calls())
          .extracting(call -> form(call).get("client_assertion"))
          .containsExactly("one", "two");
      assertThat(form(endpoint.awaitCall("")))
          .containsEntry("client_assertion_type", ClientAssertion.TYPE)
          .containsEntry("grant_type", "client_credentials")
          .containsEntry("client_id", "client-1")
          .containsEntry("scope", "api://models/.default");
    }
  }

  @Test
  void aTokenThatIsRefusedIsFetchedAnewOnce(Vertx vertx) {
    try (UpstreamScene scene = scripted(vertx, Map.of(), "top-secret")) {
      // given
      endpoint.on("", token("first"), token("second"), token("third"));
      scene.server().on("n", HELLO);
      scene.awaitAnswer(typed("n", true));
      scene.server().on("m", REFUSED);
      scene.pass(Duration.ofMinutes(1));
      // when
      Heard heard = scene.awaitAnswer(typed("m", true));
      // then
      assertThat(heard.error().kind()).isEqualTo(ErrorKind.UPSTREAM_REFUSED_KEY);
      assertThat(scene.server().calls("m"))
          .extracting(TokensTest::tokenOf)
          .containsExactly("first", "second");
    }
  }

  @Test
  void theNextSecretIsUsedWhereTheEndpointRefusesOne(Vertx vertx) {
    try (UpstreamScene scene = scripted(vertx, Map.of(), "old-secret", "new-secret")) {
      // given
      endpoint.on(
          "",
          call ->
              Objects.requireNonNull(form(call).get("client_secret")).equals("new-secret")
                  ? token("good")
                  : Script.json(401, "{\"error\":\"invalid_client\"}"));
      scene.server().on("m", HELLO);
      // when
      Heard heard = scene.awaitAnswer(typed("m", true));
      // then
      assertThat(heard.text()).isEqualTo("Hello");
      assertThat(scene.server().calls("m")).extracting(TokensTest::tokenOf).containsExactly("good");
    }
  }

  @Test
  void withoutATokenNothingIsSentAndTheEndpointIsNamed(Vertx vertx) {
    try (UpstreamScene scene = scripted(vertx, Map.of(), "top-secret")) {
      // given
      endpoint.on("", Script.json(401, "{\"error\":\"invalid_client\"}"));
      // when
      Heard heard = scene.awaitAnswer(typed("m", true));
      // then
      assertThat(heard.error().kind()).isEqualTo(ErrorKind.UPSTREAM_REFUSED_KEY);
      assertThat(heard.error().message())
          .isEqualTo(
              "the token endpoint 127.0.0.1 gave us no token (invalid_client); check client_id,"
                  + " scope and what proves who we are");
      assertThat(scene.server().calls()).isEmpty();
    }
  }

  @Test
  void anEndpointThatIsNotThereIsUnreachable(Vertx vertx) {
    endpoint.close();
    try (UpstreamScene scene = scripted(vertx, Map.of(), "top-secret")) {
      // when
      Heard heard = scene.awaitAnswer(typed("m", true));
      // then
      assertThat(heard.error().kind()).isEqualTo(ErrorKind.UPSTREAM_UNREACHABLE);
      assertThat(heard.error().message())
          .isEqualTo("the token endpoint 127.0.0.1 refused the connection");
    }
  }

  @Test
  void aCertificateThatCannotBeUsedIsNamedByItsFileAlone(Vertx vertx) throws IOException {
    String file = Files.writeString(folder.resolve("c.pem"), "not-a-key").toString();
    try (UpstreamScene scene = scripted(vertx, Map.of("client-certificate", file))) {
      // when
      Heard heard = scene.awaitAnswer(typed("m", true));
      // then
      assertThat(heard.error().kind()).isEqualTo(ErrorKind.UPSTREAM_REFUSED_KEY);
      assertThat(heard.error().message())
          .startsWith("the file " + file + " holds no RSA key in PKCS#8 form")
          .doesNotContain("not-a-key");
    }
  }

  @Test
  void whoCancelsWhileATokenIsAwaitedIsAskedForNothing(Vertx vertx) {
    try (UpstreamScene scene = scripted(vertx, Map.of(), "top-secret")) {
      // given
      Gate gate = new Gate();
      endpoint.on("", Script.raw().await(gate).then(token("late")));
      scene.server().on("n", HELLO);
      UpstreamScene.Asked asked = scene.ask(typed("m", true));
      endpoint.awaitCall("");
      // when
      scene.loop().run(() -> asked.answer().cancel("enough"));
      gate.open();
      scene.awaitAnswer(typed("n", true));
      // then
      assertThat(scene.server().calls("m")).isEmpty();
      assertThat(asked.heard().batches()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "azure, entra, BEARER",
    "azure, bearer, BEARER",
    "azure, api-key, API_KEY",
    "dial, oidc, BEARER"
  })
  void aTokenIsABearersWhereAKeyIsNot(String kind, String auth, Credential form) {
    ProviderSettings settings =
        UpstreamScene.config(
                endpoint.url("/"), UpstreamSettings.DEFAULTS, List.of("k"), Map.of("auth", auth))
            .providers()
            .get(0);

    assertThat(ProviderRows.ofKind(kind).orElseThrow().credentialOf(settings)).isEqualTo(form);
  }

  @Test
  void theHealthCheckShowsATokenToo(Vertx vertx) {
    try (UpstreamScene scene = scripted(vertx, Map.of(), "top-secret")) {
      // given
      endpoint.on("", token("good"));
      scene.server().on("", Script.json(200, "{\"data\":[]}"));
      // when
      List<ProviderCheck> checks = scene.loop().await(() -> scene.upstream().check(scene.config()));
      // then
      assertThat(checks).allMatch(check -> check.finding().isFine());
      assertThat(tokenOf(scene.server().awaitCall(""))).isEqualTo("good");
    }
  }
}
