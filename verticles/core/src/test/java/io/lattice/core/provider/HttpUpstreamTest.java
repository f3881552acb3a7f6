package io.lattice.core.provider;

import static io.lattice.core.provider.UpstreamScene.chunk;
import static io.lattice.core.provider.UpstreamScene.deployment;
import static io.lattice.core.provider.UpstreamScene.inOwnWords;
import static io.lattice.core.provider.UpstreamScene.text;
import static io.lattice.core.provider.UpstreamScene.typed;
import static io.lattice.core.provider.UpstreamScene.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.api.stream.PeerProblem;
import io.lattice.config.LatticeConfig;
import io.lattice.config.model.ModelRegistry;
import io.lattice.core.testing.Call;
import io.lattice.core.testing.Script;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to a provider, and in which form its answer comes back. */
@ExtendWith(VertxExtension.class)
class HttpUpstreamTest {
  private static final Script STREAM =
      Script.sse()
          .event(chunk("{\"role\":\"assistant\"}", null))
          .event(text("Hel"))
          .event(text("lo"))
          .event(chunk("{}", "stop"))
          .event(
              "{\"id\":\"a\",\"choices\":[],\"usage\":"
                  + "{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}")
          .done();

  private UpstreamScene scene;

  @BeforeEach
  void begin(Vertx vertx) {
    scene = UpstreamScene.of(vertx);
  }

  @AfterEach
  void end() {
    scene.close();
  }

  @Test
  void asksWithTheCredentialOfTheRegistryAndTheModelsIdAtTheProvider() {
    // given
    scene.server().on("m", Script.json(200, whole("Hello")));
    // when
    Heard heard = scene.awaitAnswer(typed("m", false));
    // then
    assertThat(heard.text()).isEqualTo("Hello");
    Call call = scene.server().awaitCall("m");
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.target()).isEqualTo("/v1/chat/completions");
    assertThat(call.headers("authorization")).containsExactly("Bearer " + UpstreamScene.KEY);
    assertThat(call.headers("accept-encoding")).containsExactly("identity");
    assertThat(call.headers("content-type")).containsExactly("application/json");
    assertThat(call.body()).contains("how do you do").doesNotContain("\"stream\":true");
  }

  @Test
  void spendsNothingBeforeTheGo() {
    // given
    scene.server().on("m", Script.json(200, whole("Hello")));
    // when
    scene
        .loop()
        .get(
            () ->
                scene
                    .upstream()
                    .prepare(typed("m", true), deployment("m"), scene.config(), new Heard()));
    // then
    assertThat(scene.loop().get(() -> scene.upstream().isBusy())).isFalse();
    assertThat(scene.server().accepted()).isZero();
  }

  @Test
  void usesAConnectionAgainThatEndedItsAnswer() {
    // given
    scene.server().on("m", STREAM);
    // when
    for (int i = 0; i < 3; i++) {
      scene.awaitAnswer(typed("m", true));
      scene.awaitIdle();
    }
    // then
    assertThat(scene.server().calls("m")).hasSize(3);
    assertThat(scene.server().accepted()).isOne();
  }

  @Test
  void passesTheProvidersOwnBytesToWhoSpeaksItsDialect() {
    // given
    scene.server().on("m", STREAM);
    // when
    Heard heard = scene.awaitAnswer(inOwnWords("m", true));
    // then
    assertThat(heard.events())
        .anyMatch(event -> event instanceof ChatEvent.NativeBytes bytes && bytes.hasContent())
        .noneMatch(ChatEvent.TextDelta.class::isInstance)
        .endsWith(new ChatEvent.MessageEnded());
  }

  @Test
  void passesAWholeAnswerAsItIsToWhoSpeaksItsDialect() {
    // given
    scene.server().on("m", Script.json(200, whole("Hello")));
    // when
    Heard heard = scene.awaitAnswer(inOwnWords("m", false));
    // then
    assertThat(heard.events())
        .filteredOn(ChatEvent.NativeBytes.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            ChatEvent.NativeBytes.class,
            bytes -> assertThat(bytes.bytes().utf8()).isEqualTo(whole("Hello")));
  }

  @ParameterizedTest(name = "{0}, native: {1}")
  @CsvSource({
    "application/json, true",
    "application/json, false",
    "text/event-stream, true",
    "text/event-stream, false",
    "text/plain, true",
    "text/plain, false"
  })
  void servesAWholeAnswerWhereAStreamWasAskedForAsEvents(String type, boolean isNative) {
    // given
    scene.server().on("m", Script.whole(200, type, " " + whole("Hello")));
    // when
    Heard heard = scene.awaitAnswer(isNative ? inOwnWords("m", true) : typed("m", true));
    // then
    assertThat(heard.events()).noneMatch(ChatEvent.NativeBytes.class::isInstance);
    assertAnsweredHello(heard);
  }

  @ParameterizedTest(name = "native: {0}")
  @ValueSource(booleans = {true, false})
  void foldsAStreamWhereAWholeAnswerWasAskedFor(boolean isNative) {
    // given
    scene.server().on("m", STREAM);
    // when
    Heard heard = scene.awaitAnswer(isNative ? inOwnWords("m", false) : typed("m", false));
    // then
    assertThat(heard.events()).noneMatch(ChatEvent.NativeBytes.class::isInstance);
    assertAnsweredHello(heard);
    // at once, so that a failure in its midst may still fall back
    assertThat(heard.batches()).hasSize(1);
  }

  private static void assertAnsweredHello(Heard heard) {
    ChatResponse response = heard.response();
    assertThat(heard.text()).isEqualTo("Hello");
    assertThat(response.choices()).hasSize(1);
    Usage usage = Objects.requireNonNull(response.usage());
    assertThat(usage.source()).isEqualTo(Usage.Source.PROVIDER);
    assertThat(usage.outputTokens()).isEqualTo(4);
  }

  @Test
  void aStreamThatBreaksWhereAWholeAnswerWasAskedForFails() {
    // given
    scene.server().on("m", Script.sse().event(text("Hel")).fin());
    // when
    Heard heard = scene.awaitAnswer(inOwnWords("m", false));
    // then
    assertThat(heard.error().kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
    assertThat(heard.batches()).hasSize(1);
  }

  @Test
  void translatesForACallerOfAnotherDialect() {
    // when, then
    assertThatThrownBy(() -> prepare(inOwnWords("klingon", "m", true), scene.config()))
        .rootCause()
        .isInstanceOfSatisfying(
            ChatFailure.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
              assertThat(refusal).hasMessageContaining("'klingon'");
            });
  }

  @Test
  void refusesForTheNodeWhereTheProviderIsNotConfigured() {
    // given
    LatticeConfig none = LatticeConfig.of(List.of(), ModelRegistry.EMPTY);
    // when, then
    assertThatThrownBy(() -> prepare(typed("m", true), none))
        .rootCause()
        .isInstanceOfSatisfying(
            ChatFailure.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(ErrorKind.UPSTREAM_UNREACHABLE);
              assertThat(refusal.error().code()).isEqualTo(PeerProblem.REFUSED);
            });
  }

  private void prepare(ChatCall call, LatticeConfig config) {
    scene
        .loop()
        .get(() -> scene.upstream().prepare(call, deployment(call.model()), config, new Heard()));
  }
}
