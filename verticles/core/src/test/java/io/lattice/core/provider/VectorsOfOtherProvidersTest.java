package io.lattice.core.provider;

import static io.lattice.core.provider.VectorsScene.inOwnWords;
import static io.lattice.core.provider.VectorsScene.passed;
import static io.lattice.core.provider.VectorsScene.response;
import static io.lattice.core.provider.VectorsScene.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import io.lattice.core.testing.Call;
import io.lattice.core.testing.Script;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where other providers are asked for vectors, in which words, and what they say. */
@ExtendWith(VertxExtension.class)
class VectorsOfOtherProvidersTest {
  private static final String LISTED =
      "{\"data\":[{\"index\":0,\"embedding\":[0.5,-1]}],\"usage\":{\"prompt_tokens\":3}}";
  private static final String OPENAIS = "{'model':'ours','input':'a','user':'u','task':1}";
  private static final Vector HALF = Vector.of(new float[] {0.5f, -1f});

  @ParameterizedTest
  @CsvSource({
    "openai-compatible, /v1, /v1/embeddings, authorization",
    "azure, '', /openai/deployments/theirs/embeddings?api-version=2024-10-21, api-key",
    "dial, '', /openai/deployments/theirs/embeddings?api-version=2024-10-21, api-key"
  })
  void asksThoseOfOpenAisDialectWhereTheyWantIt(
      String kind, String base, String target, String credential, Vertx vertx) {
    try (VectorsScene scene = new VectorsScene(vertx, kind, base, "sk-1")) {
      // given
      scene.server().on("theirs", Script.json(200, LISTED));
      // when
      Heard heard = scene.ask(inOwnWords(OPENAIS));
      // then
      assertThat(passed(heard)).isEqualTo(LISTED);
      Call call = scene.server().awaitCall("theirs");
      assertThat(call.target()).isEqualTo(target);
      assertThat(call.headers(credential)).singleElement().asString().endsWith("sk-1");
    }
  }

  @Test
  void leavesOutWhatDialDoesNotKnowAndTellsIt(Vertx vertx) {
    try (VectorsScene scene = new VectorsScene(vertx, "dial", "", "sk-1")) {
      // given
      scene.server().on("theirs", Script.json(200, LISTED));
      // when
      Heard heard = scene.ask(inOwnWords(OPENAIS));
      // then
      assertThat(scene.server().awaitCall("theirs").body())
          .isEqualTo("{\"model\":\"theirs\",\"input\":\"a\",\"user\":\"u\"}");
      assertThat(heard.events())
          .contains(new ChatEvent.RequestAdapted(Adaptation.dropping(List.of("task"))));
    }
  }

  @Test
  void asksGeminiInBatchesOfAHundred(Vertx vertx) {
    try (VectorsScene scene = new VectorsScene(vertx, "google", "", "AIza-1")) {
      // given
      scene.server().on("models/theirs", VectorsOfOtherProvidersTest::gemini);
      EmbeddingRequest request =
          new EmbeddingRequest(
              "ours",
              IntStream.range(0, 101)
                  .<EmbeddingRequest.Input>mapToObj(i -> new EmbeddingRequest.Text("t" + i))
                  .toList(),
              2,
              null,
              Map.of());
      // when
      Heard heard = scene.ask(typed(request));
      // then
      assertThat(response(heard).vectors()).hasSize(101).containsOnly(HALF);
      assertThat(Optional.ofNullable(response(heard).usage()))
          .as("nobody counted, so the router guesses")
          .isEmpty();
      assertThat(scene.server().calls("models/theirs"))
          .extracting(Call::target)
          .containsOnly("/v1beta/models/theirs:batchEmbedContents")
          .hasSize(2);
      Call last = scene.server().awaitCall("models/theirs", 2);
      assertThat(last.headers("x-goog-api-key")).containsExactly("AIza-1");
      assertThat(last.body())
          .isEqualTo(
              "{\"requests\":[{\"model\":\"models/theirs\",\"content\":{\"parts\":"
                  + "[{\"text\":\"t100\"}]},\"outputDimensionality\":2}]}");
    }
  }

  private static Script gemini(Call call) {
    int count = new JsonObject(call.body()).getJsonArray("requests").size();
    String embeddings = "{\"values\":[0.5,-1]},".repeat(count);
    return Script.json(
        200, "{\"embeddings\":[" + embeddings.substring(0, embeddings.length() - 1) + "]}");
  }

  @Test
  void refusesTokensForGeminiBeforeItIsAsked(Vertx vertx) {
    try (VectorsScene scene = new VectorsScene(vertx, "google", "", "AIza-1")) {
      assertThatThrownBy(
              () -> scene.prepare(inOwnWords("{'model':'ours','input':[1,2]}"), new Heard()))
          .rootCause()
          .isInstanceOf(ChatFailure.class)
          .hasMessageContaining("send the text");
      assertThat(scene.server().calls()).isEmpty();
    }
  }

  @Test
  void asksOllamaOnItsOwnApi(Vertx vertx) {
    try (VectorsScene scene = new VectorsScene(vertx, "ollama", "")) {
      // given
      scene
          .server()
          .on("theirs", Script.json(200, "{\"embeddings\":[[0.5,-1]],\"prompt_eval_count\":3}"));
      // when
      Heard heard = scene.ask(inOwnWords(OPENAIS));
      // then
      assertThat(response(heard).vectors()).containsExactly(HALF);
      assertThat(Optional.ofNullable(response(heard).usage()).map(Usage::inputTokens)).contains(3L);
      Call call = scene.server().awaitCall("theirs");
      assertThat(call.target()).isEqualTo("/api/embed");
      assertThat(call.body())
          .isEqualTo("{\"model\":\"theirs\",\"input\":[\"a\"],\"truncate\":false}");
      assertThat(heard.events())
          .contains(new ChatEvent.RequestAdapted(Adaptation.dropping(List.of("user", "task"))));
    }
  }
}
