package io.lattice.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingFold;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.EmbeddingResponse;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import io.lattice.core.dialect.gemini.EmbeddingGeminiDialect;
import io.lattice.core.dialect.ollama.EmbeddingOllamaDialect;
import io.lattice.core.dialect.openai.EmbeddingOpenAiDialect;
import io.lattice.core.dialect.openai.EmbeddingOpenAiSpeech;
import io.lattice.core.dialect.openai.OpenAiFlavor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every recorded exchange about vectors is understood to the bit, and asked for as it was. */
class RecordedEmbeddingsTest {
  private static final EmbeddingDialect OPENAI = new EmbeddingOpenAiDialect(OpenAiFlavor.OPENAI);
  private static final EmbeddingDialect GEMINI = new EmbeddingGeminiDialect();
  private static final EmbeddingDialect OLLAMA = new EmbeddingOllamaDialect();

  @BeforeEach
  void needFixtures() {
    assumeTrue(EmbeddingExchange.arePresent(), "the recorded exchanges are not here");
  }

  private static EmbeddingResponse read(EmbeddingDialect dialect, Bytes body, int count) {
    EmbeddingRequest request =
        EmbeddingRequest.of("m", Collections.nCopies(count, "text").toArray(String[]::new));
    List<ChatEvent> events = dialect.read(body, new EmbeddingPart(0, request));
    assertThat(events).endsWith(new ChatEvent.MessageEnded());
    EmbeddingFold fold = new EmbeddingFold();
    events.forEach(fold::add);
    return fold.response();
  }

  /** By other means than ours: doubles of another parser, cast. */
  private static Vector cast(JsonArray numbers) {
    float[] cast = new float[numbers.size()];
    for (int i = 0; i < cast.length; i++) {
      cast[i] = numbers.getDouble(i).floatValue();
    }
    return Vector.of(cast);
  }

  private static Vector expected(Object embedding) {
    return embedding instanceof JsonArray numbers
        ? cast(numbers)
        : new Vector(Bytes.wrap(Base64.getDecoder().decode((String) embedding)));
  }

  @ParameterizedTest
  @CsvSource({
    "openai/embeddings-float, 1",
    "openai/embeddings-batch, 3",
    "openai/embeddings-base64, 1",
    "azure/embeddings, 1"
  })
  void readsOpenAisVectorsAndUsage(String name, int count) {
    EmbeddingExchange exchange = EmbeddingExchange.of(name);
    EmbeddingResponse response = read(OPENAI, exchange.body(), count);

    JsonObject raw = new JsonObject(exchange.body().utf8());
    List<Vector> expected = new ArrayList<>();
    raw.getJsonArray("data")
        .forEach(each -> expected.add(expected(((JsonObject) each).getValue("embedding"))));
    assertThat(response.vectors()).hasSize(count).isEqualTo(expected);
    assertThat(response.model()).isEqualTo(raw.getString("model")).isNotEmpty();
    Usage usage = Objects.requireNonNull(response.usage());
    assertThat(usage.inputTokens())
        .isEqualTo(raw.getJsonObject("usage").getLong("prompt_tokens"))
        .isPositive();
    assertThat(usage.outputTokens()).isZero();
    assertThat(usage.source()).isEqualTo(Usage.Source.PROVIDER);
  }

  @Test
  void readsGeminisVectors() {
    EmbeddingExchange exchange = EmbeddingExchange.of("google/embeddings-batch");
    EmbeddingResponse response = read(GEMINI, exchange.body(), 1);

    JsonObject raw = new JsonObject(exchange.body().utf8());
    JsonArray values = raw.getJsonArray("embeddings").getJsonObject(0).getJsonArray("values");
    assertThat(response.vectors()).containsExactly(cast(values));
    assertThat(response.vectors().get(0).dimensions()).isEqualTo(768);
    assertThat(response.usage()).as("it counts no tokens").isNull();
  }

  /** Gemini's newer model answers one text at a time elsewhere, and counts. */
  @Test
  void readsTheVectorOfOneText() {
    EmbeddingExchange exchange = EmbeddingExchange.of("vertex/embedding-2-embedContent");
    EmbeddingResponse response = read(GEMINI, exchange.body(), 1);

    JsonObject raw = new JsonObject(exchange.body().utf8());
    assertThat(response.vectors())
        .containsExactly(cast(raw.getJsonObject("embedding").getJsonArray("values")));
    assertThat(Optional.ofNullable(response.usage()).map(Usage::inputTokens)).contains(11L);
  }

  @ParameterizedTest
  @CsvSource({"_documented/ollama/embed, 1, 8", "_documented/ollama/embed-batch, 2,"})
  void readsOllamasVectors(String name, int count, Long tokens) {
    EmbeddingExchange exchange = EmbeddingExchange.of(name);
    EmbeddingResponse response = read(OLLAMA, exchange.body(), count);

    JsonArray raw = new JsonObject(exchange.body().utf8()).getJsonArray("embeddings");
    List<Vector> expected = new ArrayList<>();
    raw.forEach(each -> expected.add(cast((JsonArray) each)));
    assertThat(response.vectors()).hasSize(count).isEqualTo(expected);
    assertThat(Optional.ofNullable(response.usage()).map(Usage::inputTokens))
        .isEqualTo(Optional.ofNullable(tokens));
  }

  @Test
  void understandsWhatGeminiRefuses() {
    EmbeddingExchange exchange = EmbeddingExchange.of("google/error-404-embed");

    assertThat(GEMINI.readError(exchange.status(), name -> null, exchange.body()).kind())
        .isEqualTo(ErrorKind.MODEL_NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"openai/embeddings-float", "openai/embeddings-batch", "openai/embeddings-base64"})
  void asksOpenAiAsWasRecordedButForBase64(String name) {
    JsonObject asked = EmbeddingExchange.of(name).request();
    Object input = asked.getValue("input");
    JsonArray texts = input instanceof JsonArray many ? many : new JsonArray().add(input);

    WrittenRequest written =
        OPENAI.write(
            new EmbeddingRequest(
                "m",
                texts.stream()
                    .map(each -> (EmbeddingRequest.Input) new EmbeddingRequest.Text((String) each))
                    .toList(),
                asked.getInteger("dimensions"),
                null,
                Map.of()),
            new UpstreamTarget(asked.getString("model"), false, false));

    assertThat(new JsonObject(written.body().utf8()))
        .isEqualTo(asked.copy().put("input", texts).put("encoding_format", "base64"));
    assertThat(written.adaptation().isNone()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"openai/embeddings-float", "openai/embeddings-batch", "openai/embeddings-base64"})
  void passesTheCallersWordsAndTheAnswersBytes(String name) {
    EmbeddingExchange exchange = EmbeddingExchange.of(name);
    String asked = exchange.request().encode();
    EmbeddingQuestion question =
        new EmbeddingOpenAiSpeech(JsonLimits.DEFAULT, EmbeddingInputs.DEFAULT)
            .read(Bytes.utf8(asked), "");

    EmbeddingPassage passage =
        OPENAI
            .pass(
                Objects.requireNonNull(question.asked().words()),
                new EmbeddingPart(0, question.asked().request()),
                new UpstreamTarget("theirs", false, false))
            .orElseThrow();

    assertThat(passage.request().body().utf8())
        .isEqualTo(asked.replace("text-embedding-3-small", "theirs"));
    assertThat(passage.reading().apply(exchange.body()))
        .contains(new ChatEvent.NativeBytes(exchange.body(), true))
        .noneMatch(ChatEvent.VectorsAdded.class::isInstance);
  }

  @Test
  void asksGeminiAsWasRecorded() {
    JsonObject asked = EmbeddingExchange.of("google/embeddings-batch").request();
    JsonObject one = asked.getJsonArray("requests").getJsonObject(0);
    String text =
        one.getJsonObject("content").getJsonArray("parts").getJsonObject(0).getString("text");

    WrittenRequest written =
        GEMINI.write(
            new EmbeddingRequest(
                "m",
                List.of(new EmbeddingRequest.Text(text)),
                one.getInteger("outputDimensionality"),
                null,
                Map.of()),
            new UpstreamTarget(one.getString("model").substring(7), false, false));

    assertThat(new JsonObject(written.body().utf8())).isEqualTo(asked);
  }
}
