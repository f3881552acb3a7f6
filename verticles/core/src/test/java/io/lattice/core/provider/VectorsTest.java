package io.lattice.core.provider;

import static io.lattice.core.provider.VectorsScene.inOwnWords;
import static io.lattice.core.provider.VectorsScene.passed;
import static io.lattice.core.provider.VectorsScene.response;
import static io.lattice.core.provider.VectorsScene.typed;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.EmbeddingResponse;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import io.lattice.api.stream.Answer;
import io.lattice.core.testing.Call;
import io.lattice.core.testing.Script;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is asked of an OpenAI-compatible provider for vectors, and what is made of its answer. */
@ExtendWith(VertxExtension.class)
class VectorsTest {
  private static final String LISTED =
      "{\"object\":\"list\",\"id\":\"e1\",\"data\":[{\"index\":0,\"embedding\":[0.50,-1]}],"
          + "\"model\":\"theirs-1\",\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}}";
  private static final Vector HALF = Vector.of(new float[] {0.5f, -1f});

  private VectorsScene scene;

  @BeforeEach
  void begin(Vertx vertx) {
    scene = new VectorsScene(vertx, "openai", "/v1", UpstreamScene.KEY);
  }

  @AfterEach
  void end() {
    scene.close();
  }

  @Test
  void asksInBase64AndUnderstandsNumbersToo() {
    // given
    scene.server().on("theirs", Script.json(200, LISTED));
    // when
    EmbeddingResponse response = response(scene.ask(typed(EmbeddingRequest.of("ours", "a"))));
    // then
    assertThat(response.vectors()).containsExactly(HALF);
    assertThat(response.model()).isEqualTo("theirs-1");
    assertThat(inputTokens(response.usage())).isEqualTo(3);
    Call call = scene.server().awaitCall("theirs");
    assertThat(call.target()).isEqualTo("/v1/embeddings");
    assertThat(call.headers("authorization")).containsExactly("Bearer " + UpstreamScene.KEY);
    assertThat(call.body())
        .isEqualTo("{\"model\":\"theirs\",\"input\":[\"a\"],\"encoding_format\":\"base64\"}");
  }

  @Test
  void passesACallersOwnWordsAndTheAnswersOwnBytes() {
    // given
    scene.server().on("theirs", Script.json(200, LISTED));
    // when
    Heard heard =
        scene.ask(inOwnWords("{'new_field' : [1.0] ,'input':'a','model':'ours', 'user':'u'}"));
    // then
    assertThat(passed(heard)).isEqualTo(LISTED);
    assertThat(heard.events())
        .contains(new ChatEvent.MessageEnded())
        .noneMatch(ChatEvent.VectorsAdded.class::isInstance);
    assertThat(scene.server().awaitCall("theirs").body())
        .isEqualTo("{\"new_field\" : [1.0],\"input\":\"a\",\"model\":\"theirs\",\"user\":\"u\"}");
  }

  @Test
  void readsAnAnswerThatIsNotInTheFormThatTheCallerAskedFor() {
    // given
    scene.server().on("theirs", Script.json(200, LISTED));
    // when
    Heard heard = scene.ask(inOwnWords("{'input':'a','model':'ours','encoding_format':'base64'}"));
    // then
    assertThat(passed(heard)).isEmpty();
    assertThat(response(heard).vectors()).containsExactly(HALF);
  }

  private static long inputTokens(@Nullable Usage usage) {
    return Objects.requireNonNull(usage).inputTokens();
  }

  /** Texts of which each one's vector is its number. */
  private static EmbeddingRequest many(int count) {
    return EmbeddingRequest.of(
        "ours", IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new));
  }

  /** Answers each text by its own number, the last one first. */
  private static Script numbered(Call call) {
    JsonArray input = new JsonObject(call.body()).getJsonArray("input");
    JsonArray data = new JsonArray();
    for (int i = input.size() - 1; i >= 0; i--) {
      JsonArray vector = new JsonArray().add(Float.valueOf(input.getString(i)));
      data.add(new JsonObject().put("index", i).put("embedding", vector));
    }
    JsonObject usage = new JsonObject().put("prompt_tokens", input.size());
    return Script.json(200, new JsonObject().put("data", data).put("usage", usage).encode());
  }

  @Test
  void cutsWhatIsMoreThanTheProviderTakesAndJoinsTheVectorsInOrder() {
    // given
    scene.server().on("theirs", VectorsTest::numbered);
    // when
    Heard heard = scene.ask(typed(many(4_097)));
    // then
    List<Vector> expected = new ArrayList<>();
    IntStream.range(0, 4_097).forEach(i -> expected.add(Vector.of(new float[] {i})));
    assertThat(response(heard).vectors()).isEqualTo(expected);
    assertThat(response(heard).usage()).isEqualTo(Usage.counted(4_097, 0));
    assertThat(scene.server().calls("theirs"))
        .extracting(call -> new JsonObject(call.body()).getJsonArray("input").size())
        .containsExactly(2_048, 2_048, 1);
    assertThat(heard.batches().get(0)).anyMatch(ChatEvent.UsageReported.class::isInstance);
  }

  @Test
  void failsWithTheFirstPartThatFailsAndTellsWhatThoseBeforeItUsed() {
    // given
    Script refusal = Script.json(429, "{\"error\":{\"message\":\"slow down\"}}");
    scene
        .server()
        .on("theirs", call -> scene.server().calls("theirs").size() > 1 ? refusal : numbered(call));
    // when
    Heard heard = scene.ask(typed(many(4_097)));
    // then
    assertThat(heard.error().kind()).isEqualTo(ErrorKind.UPSTREAM_RATE_LIMITED);
    assertThat(heard.events())
        .hasSize(1)
        .last()
        .extracting(event -> inputTokens(((ChatEvent.MessageFailed) event).usage()))
        .isEqualTo(2_048L);
    assertThat(scene.server().calls("theirs")).hasSize(2);
  }

  @Test
  void asksWithTheNextKeyWhereOneIsRefused(Vertx vertx) {
    try (VectorsScene twoKeys = new VectorsScene(vertx, "openai", "/v1", "sk-old", "sk-new")) {
      // given
      twoKeys
          .server()
          .on(
              "theirs",
              Script.json(401, "{\"error\":{\"message\":\"wrong key\"}}"),
              Script.json(200, LISTED));
      // when
      Heard heard = twoKeys.ask(typed(EmbeddingRequest.of("ours", "a")));
      // then
      assertThat(response(heard).vectors()).containsExactly(HALF);
      assertThat(twoKeys.server().awaitCall("theirs", 2).headers("authorization"))
          .containsExactly("Bearer sk-new");
    }
  }

  @Test
  void endsTheCallOfAPartThatNobodyWaitsForAndAsksForNoOther() {
    // given
    scene.server().on("theirs", Script.raw().stall());
    Heard heard = new Heard();
    Answer answer = scene.prepare(typed(many(4_097)), heard);
    scene.run(answer::start);
    Call call = scene.server().awaitCall("theirs");
    // when
    scene.run(() -> answer.cancel("gone"));
    // then
    call.awaitGone();
    assertThat(heard.events()).isEmpty();
    assertThat(scene.server().calls("theirs")).hasSize(1);
  }

  @Test
  void takesFewerVectorsThanTextsForAFailure() {
    // given
    scene.server().on("theirs", Script.json(200, LISTED));
    // when
    Heard heard = scene.ask(typed(EmbeddingRequest.of("ours", "a", "b")));
    // then
    assertThat(heard.error().kind()).isEqualTo(ErrorKind.UPSTREAM_PROTOCOL);
    assertThat(heard.error().message()).contains("1 vectors for 2 texts");
  }

  @Test
  void takesAnErrorUnderASuccessForWhatItSays() {
    // given
    scene
        .server()
        .on(
            "theirs",
            Script.json(
                200, "{\"error\":{\"message\":\"no such model\",\"code\":\"model_not_found\"}}"));
    // when
    Heard heard = scene.ask(inOwnWords("{'input':'a','model':'ours'}"));
    // then
    assertThat(heard.error().kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
  }
}
