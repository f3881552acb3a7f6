package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import io.lattice.core.dialect.EmbeddingInputs;
import io.lattice.core.dialect.JsonLimits;
import io.lattice.core.dialect.gemini.EmbeddingCalls;
import io.lattice.core.dialect.gemini.EmbeddingGeminiSpeech;
import io.lattice.core.dialect.gemini.GeminiApi;
import io.lattice.core.dialect.gemini.GeminiDialect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors that are asked for over HTTP in Google's words. */
class GeminiEmbeddingsFaceTest {
  private static final ChatEvent VECTORS =
      new ChatEvent.VectorsAdded(
          0, List.of(Vector.of(new float[] {0.5f}), Vector.of(new float[] {-1f})));
  private static final ChatEvent VECTOR =
      new ChatEvent.VectorsAdded(0, List.of(Vector.of(new float[] {0.5f})));
  private static final ChatEvent USED = new ChatEvent.UsageReported(Usage.counted(3, 0));
  private static final ChatEvent END = new ChatEvent.MessageEnded();

  private final RunningBridge bridge =
      new RunningBridge(
          BridgeOptions.on("127.0.0.1", 0),
          Face.gemini(
              GeminiDialect.of(GeminiApi.DEVELOPER),
              Map.of(
                  "embedContent", speech(EmbeddingCalls.Form.ONE),
                  "batchEmbedContents", speech(EmbeddingCalls.Form.BATCH)),
              null));
  private final RawClient client = bridge.client();

  @AfterEach
  void stop() {
    client.close();
    bridge.close();
  }

  private static EmbeddingGeminiSpeech speech(EmbeddingCalls.Form form) {
    return new EmbeddingGeminiSpeech(form, JsonLimits.DEFAULT, new EmbeddingInputs(2));
  }

  private void ask(String action, String body) {
    String json = body.replace('\'', '"');
    client.send(
        "POST /v1beta/models/m:%s HTTP/1.1\r\nHost: localhost\r\n".formatted(action)
            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(json.length(), json));
  }

  private static String text(String text) {
    return "'content':{'parts':[{'text':'%s'}]}".formatted(text);
  }

  @Test
  void embedsOneText() {
    // given
    ask("embedContent", "{" + text("a") + ",'output_dimensionality':1,'taskType':'QUERY'}");
    // when
    ScriptedChats.Asked asked = bridge.asked().tell(VECTOR, USED, END);
    // then
    assertThat(client.readUntil("}}"))
        .startsWith("HTTP/1.1 200 ")
        .endsWith(
            "\r\n\r\n{\"embedding\":{\"values\":[0.5]},"
                + "\"usageMetadata\":{\"promptTokenCount\":3,\"totalTokenCount\":3}}");
    assertThat(asked.call().payload())
        .isEqualTo(
            new ChatCall.Embeddings(
                new EmbeddingRequest(
                    "m",
                    List.of(new EmbeddingRequest.Text("a")),
                    1,
                    null,
                    Map.of("taskType", Json.of("\"QUERY\"")))));
  }

  @Test
  void embedsABatch() {
    // given
    ask("batchEmbedContents", "{'requests':[{" + text("a") + "},{" + text("b") + "}]}");
    // when
    ScriptedChats.Asked asked = bridge.asked().tell(VECTORS, USED, END);
    // then
    assertThat(client.readUntil("}}"))
        .endsWith(
            "\r\n\r\n{\"embeddings\":[{\"values\":[0.5]},{\"values\":[-1.0]}],"
                + "\"usageMetadata\":{\"promptTokenCount\":3,\"totalTokenCount\":3}}");
    assertThat(asked.call().model()).isEqualTo("m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "embedContent | {} | content is missing",
        "embedContent | {'content':{'parts':[{'text':''}]}} | content.parts must not be empty",
        "embedContent | {'content':{'parts':[{'inlineData':{}}]}} | content.parts[0].text",
        "batchEmbedContents | {'requests':[]} | requests must hold at least one text",
        "batchEmbedContents | {'requests':[{},{},{}]} | requests must hold at most 2 texts, not 3"
      })
  void refusesWhatCannotBeAskedBeforeTheRouterIs(String action, String body, String message) {
    // when
    ask(action, body);
    // then
    assertThat(client.readUntil("}}"))
        .startsWith("HTTP/1.1 400 ")
        .contains(message)
        .contains("INVALID_ARGUMENT");
    assertThat(bridge.chats().count()).isZero();
  }
}
