package io.lattice.core.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.EmbeddingResponse;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.ExchangeFile;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Counting tokens, vectors and the list of models, both ways. */
class OtherActionsTest {
  private static final UpstreamTarget TARGET = new UpstreamTarget("gemini-3-pro", false, true);

  @Test
  void countsAWholeQuestionWhereTheApiTakesOne() {
    ChatRequest request =
        ChatRequest.to("m").system("Be kind.").user("Hi").maxOutputTokens(9).build();
    JsonObject written =
        new JsonObject(TokenCount.write(request, TARGET, GeminiApi.DEVELOPER).body().utf8());
    JsonObject question = written.getJsonObject("generateContentRequest");
    assertThat(question.getString("model")).isEqualTo("models/gemini-3-pro");
    assertThat(question.fieldNames())
        .containsExactlyInAnyOrder("model", "contents", "systemInstruction", "generationConfig");
    Bytes labelled = bytes("{'contents':[],'labels':{},'system_instruction':{}}");
    assertThat(TokenCount.adopt(labelled, TARGET, GeminiApi.VERTEX).body())
        .isEqualTo(bytes("{'contents':[],'system_instruction':{}}"));
  }

  @Test
  void findsTheQuestionThatACallerWantsCounted() {
    Bytes plain = bytes("{'contents':[]}");
    assertThat(TokenCount.question(plain)).isSameAs(plain);
    assertThat(TokenCount.question(bytes("{'generateContentRequest':{'contents':[]}}")))
        .isEqualTo(plain);
    assertThatThrownBy(() -> TokenCount.question(bytes("{}")))
        .isInstanceOf(DialectException.class)
        .hasMessage("contents or generateContentRequest must be given");
  }

  @Test
  void readsAndTellsACount() {
    assertThat(TokenCount.read(bytes("{'totalTokens':31,'promptTokensDetails':[]}"))).isEqualTo(31);
    assertThat(TokenCount.read(TokenCount.write(7))).isEqualTo(7);
    assertThatThrownBy(() -> TokenCount.read(bytes("{}"))).isInstanceOf(DialectException.class);
  }

  @Test
  void asksForVectorsOneByOneOrInABatch() {
    EmbeddingRequest request =
        new EmbeddingRequest(
            "m",
            List.of(new EmbeddingRequest.Text("a"), new EmbeddingRequest.Text("b")),
            768,
            "u",
            Map.of("task_type", Json.of("\"RETRIEVAL_QUERY\""), "odd", Json.of("1")));
    WrittenRequest written = Embeddings.writeBatch(request, "gemini-embedding-001");
    assertThat(written.body().utf8())
        .startsWith(
            "{\"requests\":[{\"model\":\"models/gemini-embedding-001\",\"content\":{\"parts\":"
                + "[{\"text\":\"a\"}]},\"outputDimensionality\":768,"
                + "\"taskType\":\"RETRIEVAL_QUERY\"},");
    assertThat(written.adaptation().dropped()).containsExactlyInAnyOrder("user", "odd");
    assertThat(Embeddings.writeOne(EmbeddingRequest.of("m", "a")).body().utf8())
        .isEqualTo("{\"content\":{\"parts\":[{\"text\":\"a\"}]}}");
    assertThatThrownBy(() -> Embeddings.writeOne(request)).hasMessageContaining("one text");
    EmbeddingRequest tokens =
        new EmbeddingRequest(
            "m", List.of(new EmbeddingRequest.Tokens(List.of(1))), null, null, Map.of());
    assertThatThrownBy(() -> Embeddings.writeOne(tokens)).hasMessageContaining("made of tokens");
  }

  @Test
  void readsVectorsAndWhatTheyCost() {
    EmbeddingRequest one = EmbeddingRequest.of("m", "a");
    EmbeddingResponse counted =
        Embeddings.read(
            bytes("{'embedding':{'values':[0.5,-1]},'usageMetadata':{'promptTokenCount':3}}"), one);
    assertThat(counted.vectors()).containsExactly(Vector.of(new float[] {0.5f, -1f}));
    assertThat(Objects.requireNonNull(counted.usage()).inputTokens()).isEqualTo(3);
    EmbeddingResponse uncounted = Embeddings.read(bytes("{'embeddings':[{'values':[1]}]}"), one);
    assertThat(uncounted.usage()).isNull();
    assertThat(
            Embeddings.read(
                    bytes("{'embeddings':[{'values':[1],'statistics':{'tokenCount':4}}]}"), one)
                .usage())
        .isEqualTo(Usage.counted(4, 0));
    for (String odd : List.of("{}", "{'embeddings':[]}", "{'embedding':{'values':['x']}}")) {
      assertThatThrownBy(() -> Embeddings.read(bytes(odd), one))
          .isInstanceOf(DialectException.class);
    }
  }

  @Test
  void answersACallerWhoAsksForVectors() {
    Bytes body =
        bytes(
            "{'requests':[{'model':'models/x','content':{'parts':[{'text':'a'},{'text':'b'}]},"
                + "'output_dimensionality':2},{'content':{'parts':[{'text':'c'}]},"
                + "'outputDimensionality':2}]}");
    EmbeddingRequest request = EmbeddingCalls.read(body, "m", EmbeddingCalls.Form.BATCH);
    assertThat(request.inputs())
        .containsExactly(new EmbeddingRequest.Text("ab"), new EmbeddingRequest.Text("c"));
    assertThat(request.dimensions()).isEqualTo(2);
    assertThatThrownBy(
            () ->
                EmbeddingCalls.read(
                    bytes(body.utf8().replaceFirst("2}", "3}")), "m", EmbeddingCalls.Form.BATCH))
        .hasMessage("requests[1] must differ from the others in nothing but its content");
    EmbeddingResponse response =
        new EmbeddingResponse(
            "", List.of(Vector.of(new float[] {0.25f, -1e-7f})), Usage.counted(3, 0));
    assertThat(EmbeddingCalls.write(response, EmbeddingCalls.Form.ONE).utf8())
        .isEqualTo(
            "{\"embedding\":{\"values\":[0.25,-1.0E-7]},"
                + "\"usageMetadata\":{\"promptTokenCount\":3,\"totalTokenCount\":3}}");
    Bytes batch = EmbeddingCalls.write(response, EmbeddingCalls.Form.BATCH);
    assertThat(Embeddings.read(batch, EmbeddingRequest.of("m", "a")).vectors())
        .isEqualTo(response.vectors());
  }

  @Test
  void readsWhatWasRecorded() {
    ExchangeFile.requirePresent();
    EmbeddingRequest one = EmbeddingRequest.of("m", "a");
    for (String name : List.of("google/embeddings-batch", "vertex/embedding-2-embedContent")) {
      Vector vector = Embeddings.read(ExchangeFile.named(name).body(), one).vectors().get(0);
      assertThat(vector.dimensions()).isIn(768, 3_072);
    }
    ExchangeFile batch = ExchangeFile.named("google/embeddings-batch");
    Bytes asked = Bytes.utf8(Objects.requireNonNull(batch.request()).encode());
    EmbeddingRequest request = EmbeddingCalls.read(asked, "m", EmbeddingCalls.Form.BATCH);
    assertThat(
            new JsonObject(
                Embeddings.writeBatch(request, GeminiExchanges.model(batch)).body().utf8()))
        .isEqualTo(batch.request());
    ModelList models = ModelList.read(ExchangeFile.named("google/models-list").body());
    assertThat(models.models())
        .contains(
            new ModelList.Model(
                "gemini-2.5-flash",
                "Gemini 2.5 Flash",
                1_048_576L,
                65_536L,
                List.of(
                    "generateContent",
                    "countTokens",
                    "createCachedContent",
                    "batchGenerateContent")));
  }

  @Test
  void listsModelsAsItReadsThem() {
    ModelList list =
        new ModelList(
            List.of(
                new ModelList.Model("a", "A", 7L, null, List.of("generateContent")),
                new ModelList.Model("b", "B", null, 9L, List.of())),
            "next");
    assertThat(ModelList.read(list.write())).isEqualTo(list);
    assertThatThrownBy(() -> ModelList.read(bytes("{}"))).isInstanceOf(DialectException.class);
  }

  private static Bytes bytes(String text) {
    return Bytes.utf8(text.replace('\'', '"'));
  }
}
