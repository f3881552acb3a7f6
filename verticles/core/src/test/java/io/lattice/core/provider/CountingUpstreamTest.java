package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Hints;
import io.lattice.api.chat.Usage;
import io.lattice.core.testing.Call;
import io.lattice.core.testing.Script;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that are asked how many tokens a question would take. */
@ExtendWith(VertxExtension.class)
class CountingUpstreamTest {
  private static final ChatCall.Payload TYPED =
      new ChatCall.Typed(ChatRequest.of("m", "how do you do"));

  private static ChatCall count(ChatCall.Payload question, Hints hints) {
    return new ChatCall(
        "request-1", "ann", "m", false, Set.of(), hints, new ChatCall.Counting(question));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "anthropic | /v1/messages/count_tokens          | {\"input_tokens\":12}",
        "google    | /v1beta/models/m:countTokens       | {\"totalTokens\":12}",
        "openai    | /responses/input_tokens            | {\"input_tokens\":12}"
      })
  void whoCountIsAskedAtNoCost(String kind, String path, String answer, Vertx vertx) {
    try (UpstreamScene scene = UpstreamScene.ofKind(vertx, kind)) {
      // given
      scene.server().on("models/m", Script.json(200, answer));
      scene.server().on("m", Script.json(200, answer));
      // when
      Heard heard = scene.awaitAnswer(count(TYPED, Hints.NONE));
      // then
      assertThat(heard.events())
          .containsExactly(
              new ChatEvent.TokensCounted(12, Usage.Source.PROVIDER),
              new ChatEvent.UsageReported(Usage.counted(0, 0)),
              new ChatEvent.MessageEnded());
      Call asked = scene.server().calls().get(0);
      assertThat(asked.target()).endsWith(path);
      assertThat(asked.body()).contains("how do you do").doesNotContain("\"max_tokens\"");
    }
  }

  @Test
  void aCallersOwnWordsGoAsTheyAreWithTheHeadersOfTheirDialect(Vertx vertx) {
    try (UpstreamScene scene = UpstreamScene.ofKind(vertx, "anthropic")) {
      // given
      scene.server().on("m", Script.json(200, "{\"input_tokens\":12}"));
      Bytes words = Bytes.utf8("{\"model\":\"logical\",\"messages\":[],\"tools\":[{\"x\": 1.0}]}");
      // when
      scene.awaitAnswer(
          count(
              new ChatCall.Native("anthropic", words, false, Map.of("anthropic-beta", "b-1")),
              Hints.NONE));
      // then
      Call asked = scene.server().awaitCall("m");
      assertThat(asked.body()).contains("\"tools\":[{\"x\": 1.0}]").contains("\"model\":\"m\"");
      assertThat(asked.headers("anthropic-beta")).containsExactly("b-1");
      assertThat(asked.headers("anthropic-version")).containsExactly("2023-06-01");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ollama", "xai", "dial"})
  void whoDoNotCountAreReckonedForAndTheCallerIsTold(String kind, Vertx vertx) {
    try (UpstreamScene scene = UpstreamScene.ofKind(vertx, kind)) {
      // when
      List<ChatEvent> events = scene.awaitAnswer(count(TYPED, Hints.NONE)).events();
      // then
      assertThat(events.get(0)).isEqualTo(new ChatEvent.RequestAdapted(TokenCounts.ESTIMATED));
      assertThat(events.get(1))
          .isInstanceOfSatisfying(
              ChatEvent.TokensCounted.class,
              counted -> {
                assertThat(counted.inputTokens()).isBetween(3L, 30L);
                assertThat(counted.source()).isEqualTo(Usage.Source.ESTIMATED);
              });
      assertThat(scene.server().calls()).isEmpty();
    }
  }

  @Test
  void whoAsksStrictlyGetsNoEstimate(Vertx vertx) {
    try (UpstreamScene scene = UpstreamScene.ofKind(vertx, "ollama")) {
      Hints strict = new Hints(null, List.of(), null, true);
      assertThatThrownBy(() -> scene.ask(count(TYPED, strict)))
          .rootCause()
          .isInstanceOf(ChatFailure.class)
          .hasMessageContaining("an estimate");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[", "{\"input_tokens\":-1}"})
  void anAnswerThatCountsNothingIsAFailure(String answer, Vertx vertx) {
    try (UpstreamScene scene = UpstreamScene.ofKind(vertx, "anthropic")) {
      scene.server().on("m", Script.json(200, answer));
      assertThat(scene.awaitAnswer(count(TYPED, Hints.NONE)).error().kind())
          .isEqualTo(ErrorKind.UPSTREAM_PROTOCOL);
    }
  }

  @Test
  void aRefusalIsReadInTheProvidersWords(Vertx vertx) {
    try (UpstreamScene scene = UpstreamScene.ofKind(vertx, "anthropic")) {
      JsonObject refusal =
          new JsonObject()
              .put("type", "error")
              .put(
                  "error",
                  new JsonObject().put("type", "not_found_error").put("message", "model: m"));
      scene.server().on("m", Script.json(404, refusal.encode()));
      assertThat(scene.awaitAnswer(count(TYPED, Hints.NONE)).error().kind())
          .isEqualTo(ErrorKind.MODEL_NOT_FOUND);
    }
  }
}
