package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.anthropic.AnthropicDialect;
import io.lattice.core.dialect.gemini.GeminiApi;
import io.lattice.core.dialect.gemini.GeminiDialect;
import io.lattice.core.dialect.responses.ResponsesDialect;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts of tokens that are asked for over HTTP. */
class CountingFaceTest {
  private static final ResponsesDialect RESPONSES = new ResponsesDialect();
  private static final GeminiDialect GEMINI = GeminiDialect.of(GeminiApi.DEVELOPER);

  private final RunningBridge bridge =
      new RunningBridge(
          BridgeOptions.on("127.0.0.1", 0),
          Face.anthropic(AnthropicDialect.create())
              .counting("/v1/messages/count_tokens", AnthropicDialect.counting()),
          Face.at("/v1/responses", RESPONSES)
              .counting("/v1/responses/input_tokens", RESPONSES.counting()),
          Face.gemini(GEMINI, Map.of(), GeminiDialect.counting(GeminiApi.DEVELOPER)));

  private final RawClient client = bridge.client();

  @AfterEach
  void stop() {
    client.close();
    bridge.close();
  }

  private void ask(String path, String body) {
    String json = body.replace('\'', '"');
    client.send(
        "POST %s HTTP/1.1\r\nHost: localhost\r\n".formatted(path)
            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(json.length(), json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v1/messages/count_tokens | anthropic"
            + " | {'model':'m','messages':[{'role':'user','content':'Hi'}]} | {'input_tokens':12}",
        "/v1/responses/input_tokens | openai-responses | {'model':'m','input':'Hi'}"
            + " | {'object':'response.input_tokens','input_tokens':12}",
        "/v1beta/models/m:countTokens | gemini"
            + " | {'contents':[{'role':'user','parts':[{'text':'Hi'}]}]} | {'totalTokens':12}",
        "/v1beta/models/m:countTokens | gemini | {'generateContentRequest':"
            + "{'contents':[{'role':'user','parts':[{'text':'Hi'}]}]}} | {'totalTokens':12}"
      })
  void eachFaceTellsTheCountInItsOwnWords(String path, String dialect, String body, String answer) {
    // given
    ask(path, body);
    // when
    ScriptedChats.Asked asked =
        bridge
            .asked()
            .tell(
                new ChatEvent.TokensCounted(12, Usage.Source.PROVIDER),
                new ChatEvent.UsageReported(Usage.counted(0, 0)),
                new ChatEvent.MessageEnded());
    // then
    assertThat(client.readUntil("12}"))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("\r\n\r\n" + answer.replace('\'', '"'));
    assertThat(asked.call().model()).isEqualTo("m");
    assertThat(asked.call().streamed()).isFalse();
    assertThat(asked.call().payload())
        .isInstanceOfSatisfying(
            ChatCall.Counting.class,
            counting ->
                assertThat(counting.question())
                    .isInstanceOfSatisfying(
                        ChatCall.Native.class,
                        question -> {
                          assertThat(question.dialect()).isEqualTo(dialect);
                          assertThat(question.body().utf8()).contains("Hi");
                        }));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/messages/count_tokens | {}",
        "/v1/messages/count_tokens | [",
        "/v1beta/models/m:countTokens | {}",
        "/v1beta/models/m:countTokens | {'generateContentRequest':7}",
        "/v1/responses/input_tokens | {'model':7}"
      })
  void badQuestionsAreRefusedAtTheDoor(String path, String body) {
    ask(path, body);

    assertThat(client.readUntil("}")).startsWith("HTTP/1.1 400 ");
  }
}
