package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Need;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import io.lattice.core.dialect.EmbeddingInputs;
import io.lattice.core.dialect.JsonLimits;
import io.lattice.core.dialect.openai.EmbeddingOpenAiSpeech;
import io.lattice.core.dialect.openai.OpenAiDialect;
import io.lattice.core.dialect.openai.OpenAiFlavor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors that are asked for over HTTP in OpenAI's words, before a router that the test plays. */
class EmbeddingsFaceTest {
  private static final String QUESTION = "{\"model\":\"m\",\"input\":[\"a\",\"b\"]}";
  private static final ChatEvent ROUTE = new ChatEvent.RouteChosen("openai/m", 2);

  private final RunningBridge bridge =
      new RunningBridge(
          BridgeOptions.on("127.0.0.1", 0),
          Face.vectorsAt(
              "/v1/embeddings",
              OpenAiDialect.of(OpenAiFlavor.OPENAI),
              new EmbeddingOpenAiSpeech(JsonLimits.DEFAULT, EmbeddingInputs.DEFAULT)));
  private final RawClient client = bridge.client();

  @AfterEach
  void stop() {
    client.close();
    bridge.close();
  }

  private void ask(String body) {
    client.send(
        "POST /v1/embeddings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "x-lattice-residency: eu\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.length(), body));
  }

  @Test
  void asksTheRouterForVectors() {
    // when
    ask(QUESTION);
    // then
    ScriptedChats.Asked asked = bridge.asked();
    ChatCall call = asked.call();
    assertThat(call.model()).isEqualTo("m");
    assertThat(call.streamed()).isFalse();
    assertThat(call.needs()).containsExactly(Need.EMBEDDINGS);
    assertThat(call.hints().region()).isEqualTo("eu");
    assertThat(call.payload())
        .isEqualTo(
            new ChatCall.Embeddings(
                EmbeddingRequest.of("m", "a", "b"),
                new ChatCall.Native("openai", Bytes.utf8(QUESTION), false)));
    asked.tell(failure(ErrorKind.INTERNAL));
    client.readUntil("\r\n\r\n");
  }

  @Test
  void writesVectorsInTheOrderOfTheTexts() {
    // given
    ask(QUESTION);
    // when
    bridge
        .asked()
        .tell(ROUTE, new ChatEvent.MessageStarted("", "theirs", 0, Map.of()))
        .tell(new ChatEvent.VectorsAdded(1, List.of(Vector.of(new float[] {2f}))))
        .tell(new ChatEvent.VectorsAdded(0, List.of(Vector.of(new float[] {1f}))))
        .tell(new ChatEvent.UsageReported(Usage.counted(2, 0)), new ChatEvent.MessageEnded());
    // then
    assertThat(client.readUntil("}}"))
        .startsWith("HTTP/1.1 200 ")
        .contains("x-lattice-deployment: openai/m\r\n", "x-lattice-attempts: 2\r\n")
        .endsWith(
            "\r\n\r\n{\"object\":\"list\",\"data\":["
                + "{\"object\":\"embedding\",\"index\":0,\"embedding\":[1.0]},"
                + "{\"object\":\"embedding\",\"index\":1,\"embedding\":[2.0]}],"
                + "\"model\":\"theirs\",\"usage\":{\"prompt_tokens\":2,\"total_tokens\":2}}");
  }

  @Test
  void passesTheProvidersOwnBytesThatComeInPieces() {
    // given
    ask(QUESTION);
    // when
    bridge
        .asked()
        .tell(ROUTE, new ChatEvent.NativeBytes(Bytes.utf8("{\"da"), true))
        .tell(new ChatEvent.NativeBytes(Bytes.utf8("ta\":[]}"), true))
        .tellEnd();
    // then
    assertThat(client.readUntil("]}"))
        .contains("content-length: 11\r\n")
        .endsWith("\r\n\r\n{\"data\":[]}");
  }

  @ParameterizedTest
  @CsvSource({"INVALID_REQUEST, 400", "UPSTREAM_OVERLOADED, 503", "UPSTREAM_TIMEOUT, 504"})
  void writesAFailureInOpenAisShape(ErrorKind kind, int status) {
    // given
    ask(QUESTION);
    // when
    bridge.asked().tell(failure(kind));
    // then
    assertThat(client.readUntil("}}"))
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("{\"error\":{\"message\":\"it failed\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'model':'m','input':'a','encoding_format':'hex'} | encoding_format must be float or base64",
        "{'model':'m','input':[]} | input must hold at least one text",
        "{'input':'a'} | model is missing"
      })
  void refusesWhatCannotBeAskedBeforeTheRouterIs(String body, String message) {
    // when
    ask(body.replace('\'', '"'));
    // then
    assertThat(client.readUntil("}}")).startsWith("HTTP/1.1 400 ").contains(message);
    assertThat(bridge.chats().count()).isZero();
  }

  private static ChatEvent failure(ErrorKind kind) {
    return new ChatEvent.MessageFailed(new ChatError(kind, "it failed"), null);
  }
}
