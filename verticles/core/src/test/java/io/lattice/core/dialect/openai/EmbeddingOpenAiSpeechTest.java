package io.lattice.core.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.EmbeddingResponse;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.EmbeddingInputs;
import io.lattice.core.dialect.EmbeddingQuestion;
import io.lattice.core.dialect.JsonLimits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller's request for embeddings means, and in which form it is answered. */
class EmbeddingOpenAiSpeechTest {
  private static final EmbeddingOpenAiSpeech SPEECH =
      new EmbeddingOpenAiSpeech(JsonLimits.DEFAULT, new EmbeddingInputs(2));

  private static EmbeddingQuestion read(String body) {
    return SPEECH.read(Bytes.utf8(body.replace('\'', '"')), "");
  }

  @Test
  void takesTextsAndTokensInEveryForm() {
    EmbeddingRequest.Text text = new EmbeddingRequest.Text("a");
    EmbeddingRequest.Tokens tokens = new EmbeddingRequest.Tokens(List.of(1, 2));
    Map<String, List<EmbeddingRequest.Input>> forms =
        Map.of(
            "'a'", List.of(text),
            "['a','a']", List.of(text, text),
            "[1,2]", List.of(tokens),
            "[[1,2],[1,2]]", List.of(tokens, tokens));
    forms.forEach(
        (form, inputs) ->
            assertThat(read("{'model':'m','input':" + form + "}").asked().request().inputs())
                .as(form)
                .isEqualTo(inputs));
  }

  @Test
  void keepsWhatItDoesNotKnow() {
    String body = "{'model':'m','input':'a','dimensions':2,'user':'u','input_type':'query'}";
    EmbeddingQuestion question = read(body);
    assertThat(question.asked().request())
        .isEqualTo(
            new EmbeddingRequest(
                "m",
                List.of(new EmbeddingRequest.Text("a")),
                2,
                "u",
                Map.of("input_type", Json.of("\"query\""))));
    assertThat(question.asked().words())
        .extracting(words -> words.body().utf8())
        .isEqualTo(body.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'input':'a'}                                    | model",
        "{'model':'m'}                                    | input",
        "{'model':'m','input':''}                         | input",
        "{'model':'m','input':[]}                         | input",
        "{'model':'m','input':['a','']}                   | input[1]",
        "{'model':'m','input':['a','b','c']}              | input",
        "{'model':'m','input':{'text':'a'}}               | input",
        "{'model':'m','input':[1,-2]}                     | input[1]",
        "{'model':'m','input':[[1],[2.5]]}                | input[1][0]",
        "{'model':'m','input':[[]]}                       | input[0]",
        "{'model':'m','input':[true]}                     | input[0]",
        "{'model':'m','input':'a','dimensions':0}         | dimensions",
        "{'model':'m','input':'a','dimensions':'many'}    | dimensions",
        "{'model':'m','input':'a','encoding_format':'hex'} | encoding_format"
      })
  void refusesWhatNobodyCanAnswerByTheFieldsName(String body, String field) {
    DialectException refused = catchThrowableOfType(DialectException.class, () -> read(body));
    assertThat(refused.error().kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    assertThat(refused.error().param()).isEqualTo(field);
    assertThat(refused.error().message()).startsWith(field + " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                           | [0.1,-3.0]",
        ",'encoding_format':'float'  | [0.1,-3.0]",
        ",'encoding_format':null     | [0.1,-3.0]",
        ",'encoding_format':'base64' | 'zczMPQAAQMA='"
      })
  void answersInTheFormThatIsAskedFor(String asked, String vector) {
    String field = asked == null ? "" : asked;
    Bytes written =
        read("{'model':'m','input':'a'" + field + "}")
            .writing()
            .apply(
                new EmbeddingResponse(
                    "", List.of(Vector.of(new float[] {0.1f, -3f})), Usage.counted(7, 0)));
    assertThat(written.utf8().replace('"', '\''))
        .isEqualTo(
            "{'object':'list','data':[{'object':'embedding','index':0,'embedding':"
                + vector
                + "}],'model':'m','usage':{'prompt_tokens':7,'total_tokens':7}}");
  }
}
