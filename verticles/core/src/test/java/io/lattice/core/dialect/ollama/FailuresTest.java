package io.lattice.core.dialect.ollama;

import static io.lattice.core.dialect.ollama.Streams.DIALECT;
import static io.lattice.core.dialect.ollama.Streams.NATIVE;
import static io.lattice.core.dialect.ollama.Streams.TYPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.Reading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "400 | {'error':'invalid options: temperature'}                          | INVALID_REQUEST",
        "400 | {'error':'`mistral` does not support thinking'}                   | INVALID_REQUEST",
        "400 | {'error':'think value Qhigh is not supported for this model'}     | INVALID_REQUEST",
        "400 | {'error':'the input length exceeds the context length'}           | CONTEXT_TOO_LONG",
        "401 | {'error':'unauthorized','signin_url':'https://ollama.com/x'}      | UPSTREAM_REFUSED_KEY",
        "403 | {'error':'this model requires a subscription'}                    | UPSTREAM_REFUSED_KEY",
        "404 | {'error':'model xy not found, try pulling it first'}              | MODEL_NOT_FOUND",
        "404 | 404 page not found                                                | UPSTREAM_PROTOCOL",
        "405 | 405 method not allowed                                            | UPSTREAM_PROTOCOL",
        "429 | {'error':'you have reached your hourly usage limit'}              | UPSTREAM_RATE_LIMITED",
        "500 | {'error':'llama runner process has terminated: exit status 2'}    | UPSTREAM_OVERLOADED",
        "500 | {'error':'model requires more system memory than is available'}   | UPSTREAM_OVERLOADED",
        "502 | {'error':{'message':'upstream error','type':'api_error'}}         | UPSTREAM_UNREACHABLE",
        "503 | {'error':'server busy, please try again'}                         | UPSTREAM_OVERLOADED",
        "503 | <html>nothing here</html>                                         | UPSTREAM_OVERLOADED"
      })
  void readsWhatAFailureMeans(int status, String body, ErrorKind kind) {
    ChatError error = DIALECT.readError(status, name -> null, Bytes.utf8(body.replace('\'', '"')));
    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.providerStatus()).isEqualTo(status);
    assertThat(error.message()).isNotBlank().doesNotContain("<");
  }

  @Test
  void readsHowLongToWait() {
    Map<String, String> headers = Map.of("retry-after", "7");
    assertThat(DIALECT.readError(429, headers::get, Bytes.utf8("{\"error\":\"limit\"}")))
        .extracting(ChatError::retryAfter)
        .hasToString("PT7S");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "model 'qwen3:8b' not found             | qwen3:8b",
        "model \"hf.co/a/b:Q4\" not found, try pulling it first | hf.co/a/b:Q4",
        "model llama9 not found                 | llama9"
      })
  void saysHowToInstallAModelThatIsNotThere(String message, String model) {
    String body = "{\"error\":\"" + message.replace("\"", "\\\"") + "\"}";
    assertThat(DIALECT.readError(404, name -> null, Bytes.utf8(body)).message())
        .isEqualTo(
            "model '%s' is not installed there; where Ollama runs, do: ollama pull %s"
                .formatted(model, model));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'an error was encountered while running the model' | UPSTREAM_OVERLOADED",
        "'gemma:7b does not support tools'                  | INVALID_REQUEST",
        "'model xy not found'                               | MODEL_NOT_FOUND",
        "'server busy, please try again'                    | UPSTREAM_OVERLOADED",
        "'prompt too long; exceeded max context length'     | CONTEXT_TOO_LONG",
        "'unauthorized'                                     | UPSTREAM_REFUSED_KEY",
        "{'message':'slow down','type':'rate_limit_error'}  | UPSTREAM_RATE_LIMITED"
      })
  void readsAnErrorUnderAStatusThatSaysSuccess(String error, ErrorKind kind) {
    String body = ("{\"error\":" + error + "}").replace('\'', '"');
    for (Reading reading : List.of(TYPED, NATIVE)) {
      assertThat(Streams.kindOf(DIALECT.decodeWhole(Bytes.utf8(body), reading))).isEqualTo(kind);
      List<ChatEvent> events = Streams.decode(reading, body + "\n{\"done\":true}\n");
      assertThat(events).hasSize(1);
      assertThat(Streams.kindOf(events)).isEqualTo(kind);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "{}", "[]"})
  void takesAnEmptyErrorForNone(String error) {
    String line = "{\"message\":{\"content\":\"hi\"},\"done\":true,\"error\":" + error + "}\n";
    for (Reading reading : List.of(TYPED, NATIVE)) {
      assertThat(Streams.last(Streams.decode(reading, line)))
          .isInstanceOf(ChatEvent.MessageEnded.class);
    }
  }
}
