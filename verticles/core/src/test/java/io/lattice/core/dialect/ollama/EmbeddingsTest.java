package io.lattice.core.dialect.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingsTest {
  private static final UpstreamTarget TARGET =
      new UpstreamTarget(
          "bge-m3",
          false,
          true,
          null,
          null,
          Set.of(),
          Map.of("num-ctx", "8192", "keep-alive", "5m"));

  @Test
  void asksForAllTextsAtOnceAndForAnErrorWhereOneIsTooLong() {
    WrittenRequest written =
        Embeddings.write(
            new EmbeddingRequest(
                "ours",
                EmbeddingRequest.of("ours", "a", "").inputs(),
                256,
                "somebody",
                Map.of("encoding_format", Json.of("\"float\""))),
            TARGET);
    assertThat(written.body().utf8().replace('"', '\''))
        .isEqualTo(
            "{'model':'bge-m3','input':['a',''],'dimensions':256,'truncate':false,"
                + "'options':{'num_ctx':8192},'keep_alive':'5m'}");
    assertThat(written.adaptation().dropped()).containsExactly("user", "encoding_format");
  }

  @Test
  void refusesTokens() {
    EmbeddingRequest request =
        new EmbeddingRequest(
            "ours",
            List.of(new EmbeddingRequest.Text("a"), new EmbeddingRequest.Tokens(List.of(1))),
            null,
            null,
            Map.of());
    DialectException refused =
        catchThrowableOfType(DialectException.class, () -> Embeddings.write(request, TARGET));
    assertThat(refused.error().kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    assertThat(refused.error().param()).isEqualTo("input[1]");
  }

  @Test
  void readsVectorsOfAnyLength() {
    float[] numbers = new float[3_000];
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i / 7f;
      json.append(i == 0 ? "" : ",").append(numbers[i]);
    }
    String body = "{\"model\":\"m\",\"embeddings\":[[" + json + "]],\"prompt_eval_count\":5}";
    assertThat(Streams.vectors(Bytes.utf8(body), 1))
        .containsExactly(
            new ChatEvent.MessageStarted("", "m", 0, Map.of()),
            new ChatEvent.UsageReported(
                Usage.counted(5, 0).withRaw(Json.of("{\"prompt_eval_count\":5}"))),
            new ChatEvent.VectorsAdded(0, List.of(Vector.of(numbers))),
            new ChatEvent.MessageEnded());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'embeddings':[[1],[2]]}                          | UPSTREAM_PROTOCOL",
        "{'embeddings':[]}                                 | UPSTREAM_PROTOCOL",
        "{'embedding':[1]}                                 | UPSTREAM_PROTOCOL",
        "{'embeddings':[[]]}                               | UPSTREAM_PROTOCOL",
        "{'embeddings':[1]}                                | UPSTREAM_PROTOCOL",
        "{'embeddings':[['1']]}                            | UPSTREAM_PROTOCOL",
        "{'embeddings':[[1e99]]}                           | UPSTREAM_PROTOCOL",
        "{'embeddings':[[1]                                | UPSTREAM_PROTOCOL",
        "{'embeddings':[[1]]} {}                           | UPSTREAM_PROTOCOL",
        "[]                                                | UPSTREAM_PROTOCOL",
        "<html>                                            | UPSTREAM_PROTOCOL",
        "{'error':'model xy not found'}                    | MODEL_NOT_FOUND",
        "{'error':'the input length exceeds the context length'} | CONTEXT_TOO_LONG"
      })
  void takesWhatIsNoVectorForEachTextForAFailure(String body, ErrorKind kind) {
    Bytes json = Bytes.utf8(body.replace('\'', '"'));
    DialectException failure =
        catchThrowableOfType(DialectException.class, () -> Streams.vectors(json, 1));
    assertThat(failure.error().kind()).isEqualTo(kind);
  }

  @Test
  void takesVectorsOfTwoLengthsForAFailure() {
    assertThatThrownBy(() -> Streams.vectors(Bytes.utf8("{\"embeddings\":[[1],[1,2]]}"), 2))
        .hasMessage("the provider sent vectors of 2 dimensions and not of 1");
  }

  @Test
  void readsTheWindowOfALoadedModel() {
    Bytes body =
        Bytes.utf8(
            """
            {"models":[{"name":"a:latest","context_length":8192},{"model":"b","name":"c"},
             {"size":1},{"name":"d","context_length":1e30},{"name":"e","context_length":-1}]}""");
    assertThat(ModelList.read(body).models())
        .containsExactly(
            new ModelList.Model("a:latest", 8_192),
            new ModelList.Model("b", null),
            new ModelList.Model("d", null),
            new ModelList.Model("e", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"models\":{}}", "Ollama is running"})
  void takesWhatIsNoListOfModelsForAFailure(String body) {
    assertThatThrownBy(() -> ModelList.read(Bytes.utf8(body))).isInstanceOf(DialectException.class);
  }
}
