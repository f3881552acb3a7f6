package io.lattice.core.provider;

import static io.lattice.core.provider.UpstreamScene.deployment;
import static io.lattice.core.provider.UpstreamScene.inOwnWords;
import static io.lattice.core.provider.UpstreamScene.typed;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.config.model.Deployment;
import io.lattice.core.testing.Call;
import io.lattice.core.testing.Gate;
import io.lattice.core.testing.Script;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ollama, asked on its own API. */
@ExtendWith(VertxExtension.class)
class OllamaUpstreamTest {
  private static final String FIRST =
      "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"Hel\"},\"done\":false}\n";
  private static final String LAST =
      "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"lo\"},\"done\":true,"
          + "\"done_reason\":\"stop\",\"prompt_eval_count\":3,\"eval_count\":4}\n";

  private UpstreamScene scene;

  @BeforeEach
  void begin(Vertx vertx) {
    scene = UpstreamScene.ofKind(vertx, "ollama");
  }

  @AfterEach
  void end() {
    scene.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-ndjson",
        "application/x-ndjson; charset=utf-8",
        "application/ndjson",
        "application/jsonlines",
        "application/x-jsonlines",
        "application/jsonl"
      })
  void readsLinesAsTheyCome(String type) {
    // given
    Gate heardFirst = new Gate();
    scene
        .server()
        .on(
            "m",
            Script.answer(200).type(type).chunked().send(FIRST).await(heardFirst).send(LAST).end());
    UpstreamScene.Asked asked = scene.ask(typed("m", true));
    // when
    scene.loop().until("the first line", () -> asked.heard().text().equals("Hel"));
    heardFirst.open();
    scene.awaitEnd(asked);
    // then
    assertThat(asked.heard().text()).isEqualTo("Hello");
    assertThat(asked.heard().events()).endsWith(new ChatEvent.MessageEnded());
    Usage usage = Objects.requireNonNull(asked.heard().response().usage());
    assertThat(usage.totalTokens()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void asksItsOwnApiAndSaysAlwaysWhetherToStream(boolean streamed) {
    // given
    scene.server().on("m", lines(FIRST + LAST));
    // when
    Heard heard = scene.awaitAnswer(typed("m", streamed));
    // then
    assertThat(heard.text()).isEqualTo("Hello");
    Call call = scene.server().awaitCall("m");
    assertThat(call.target()).isEqualTo("/v1/api/chat");
    assertThat(call.headers("accept")).containsExactly("application/x-ndjson, application/json");
    JsonObject body = new JsonObject(call.body());
    assertThat(body.getValue("stream")).isEqualTo(streamed);
    assertThat(body.getValue("truncate")).isEqualTo(false);
  }

  @Test
  void sendsTheWindowThatTheRegistryHas() {
    // given
    scene.server().on("m", lines(FIRST + LAST));
    // when
    scene.awaitEnd(
        scene.ask(typed("m", true), with(null, Map.of("num-ctx", "8192", "keep-alive", "5m"))));
    // then
    JsonObject body = new JsonObject(scene.server().awaitCall("m").body());
    assertThat(body.getJsonObject("options").getValue("num_ctx")).isEqualTo(8_192);
    assertThat(body.getValue("keep_alive")).isEqualTo("5m");
  }

  @Test
  void passesItsOwnLinesToWhoSpeaksItsDialect() {
    // given
    scene.server().on("m", lines(FIRST + LAST));
    // when
    Heard heard = scene.awaitAnswer(inOwnWords("ollama", "m", true));
    // then
    StringBuilder passed = new StringBuilder();
    for (ChatEvent event : heard.events()) {
      if (event instanceof ChatEvent.NativeBytes bytes) {
        passed.append(bytes.bytes().utf8());
      }
    }
    assertThat(passed.toString()).isEqualTo(FIRST + LAST);
    assertThat(heard.events()).noneMatch(ChatEvent.TextDelta.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=utf-8", "text/plain", "text/event-stream"})
  void readsLinesWhoseTypeAProxyLost(String type) {
    // given
    scene.server().on("m", Script.whole(200, type, FIRST + LAST));
    // when, then
    assertThat(scene.awaitAnswer(typed("m", true)).text()).isEqualTo("Hello");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'error':'an error was encountered while running the model'} | UPSTREAM_OVERLOADED",
        "{'error':'model m does not support tools'}                   | INVALID_REQUEST"
      })
  void takesALineThatIsAnErrorForAFailure(String line, ErrorKind kind) {
    // given
    scene.server().on("m", lines(FIRST + line.replace('\'', '"') + "\n"));
    // when, then
    assertThat(scene.awaitAnswer(typed("m", true)).error().kind()).isEqualTo(kind);
  }

  @Test
  void takesAStreamThatIsNotDoneForAnInterruptedOne() {
    // given
    scene.server().on("m", lines(FIRST));
    // when, then
    assertThat(scene.awaitAnswer(typed("m", true)).error().kind())
        .isEqualTo(ErrorKind.STREAM_INTERRUPTED);
  }

  @Test
  void waitsForHeadersAsLongAsTheModelMayTakeToLoad() {
    // given
    Gate loaded = new Gate();
    scene.server().on("m", Script.raw().await(loaded).then(lines(FIRST + LAST)));
    UpstreamScene.Asked asked = scene.ask(typed("m", true), with(Duration.ofMinutes(5), Map.of()));
    scene.server().awaitCall("m");
    // when
    scene.pass(scene.config().timeouts().headers().plusSeconds(1));
    boolean gaveUp = asked.heard().hasEnded();
    loaded.open();
    scene.awaitEnd(asked);
    // then
    assertThat(gaveUp).isFalse();
    assertThat(asked.heard().text()).isEqualTo("Hello");
  }

  private static Script lines(String body) {
    return Script.whole(200, "application/x-ndjson", body);
  }

  private static Deployment with(@Nullable Duration firstToken, Map<String, String> options) {
    Deployment usual = deployment("m");
    return new Deployment(
        usual.id(),
        usual.provider(),
        usual.model(),
        usual.modelId(),
        usual.region(),
        usual.priority(),
        usual.capabilities(),
        usual.contextWindow(),
        usual.maxOutputTokens(),
        usual.pricing(),
        firstToken,
        options);
  }
}
