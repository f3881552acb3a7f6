package io.lattice.core.bridge;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Need;
import io.lattice.core.dialect.openai.OpenAiDialect;
import io.lattice.core.dialect.openai.OpenAiFlavor;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The face that speaks OpenAI's dialect. */
class OpenAiFaceTest {
  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
  private static final String QUESTION = "{\"model\":\"m\"," + MESSAGES + "}";
  private static final String STREAM = "{\"model\":\"m\",\"stream\":true," + MESSAGES + "}";

  private final RunningBridge bridge =
      new RunningBridge(
          BridgeOptions.on("127.0.0.1", 0),
          Face.at("/v1/chat/completions", OpenAiDialect.of(OpenAiFlavor.OPENAI)));
  private final RawClient client = bridge.client();

  @AfterEach
  void stop() {
    client.close();
    bridge.close();
  }

  private static ChatEvent bytes(String text, boolean hasContent) {
    return new ChatEvent.NativeBytes(Bytes.utf8(text), hasContent);
  }

  /** The JSON behind the head of an answer. */
  private static JsonObject bodyOf(String answer) {
    return new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  @Test
  void passesOnEveryFieldOfAQuestionAndOfItsAnswer() {
    // given
    String unknown =
        "{\"model\":\"m\",\"novelty\":{\"a\":1.50},\"response_format\":{\"type\":\"json_object\"},"
            + MESSAGES
            + "}";
    String said = "{\"id\":\"chatcmpl-1\", \"choices\":[], \"novelty\":1.50}";
    client.ask(unknown);
    // when
    ScriptedChats.Asked asked = bridge.asked();
    asked.tell(
        new ChatEvent.RouteChosen("gpt-4o-eu", 1), bytes(said, true), new ChatEvent.MessageEnded());
    // then
    ChatCall.Native payload = (ChatCall.Native) asked.call().payload();
    assertThat(payload.body().utf8()).isEqualTo(unknown);
    assertThat(payload.dialect()).isEqualTo("openai");
    assertThat(asked.call().needs()).containsExactly(Need.JSON_OBJECT);
    assertThat(client.readUntil("1.50}")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n" + said);
  }

  @Test
  void writesAnAnswerInOurWordsAsOneOfOpenAi() {
    // given
    client.ask(QUESTION);
    // when
    bridge
        .asked()
        .tell(new ChatEvent.MessageStarted("", "", 0, Map.of()))
        .tellText("hello")
        .tell(new ChatEvent.ChoiceFinished(0, FinishReason.STOP, "stop"))
        .tellEnd();
    // then
    JsonObject body = bodyOf(client.readUntil("}]}"));
    assertThat(body.getString("object")).isEqualTo("chat.completion");
    assertThat(body.getString("model")).isEqualTo("m");
    assertThat(body.getLong("created")).isEqualTo(1795392000L);
    assertThat(
            body.getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message")
                .getString("content"))
        .isEqualTo("hello");
  }

  @Test
  void streamsTheProvidersOwnBytes() {
    // given
    client.ask(STREAM);
    // when
    bridge
        .asked()
        .tell(new ChatEvent.RouteChosen("gpt-4o-eu", 1))
        .tell(bytes("data: {\"role\":1}\n\n", false))
        .tell(bytes("data: {\"content\":1}\n\n", true))
        .tell(new ChatEvent.MessageEnded());
    // then
    assertThat(client.readUntil("0\r\n\r\n"))
        .contains("content-type: text/event-stream")
        .contains("data: {\"role\":1}\n\ndata: {\"content\":1}\n\n")
        .containsOnlyOnce("data: [DONE]\n\n");
  }

  @Test
  void endsAStreamThatFailsWithAnErrorAndNoDone() {
    // given
    client.ask(STREAM);
    // when
    ChatError error = new ChatError(ErrorKind.STREAM_INTERRUPTED, "why");
    bridge
        .asked()
        .tell(bytes("data: {\"content\":1}\n\n", true))
        .tell(new ChatEvent.MessageFailed(error, null));
    // then
    assertThat(client.readUntil("0\r\n\r\n"))
        .contains("data: {\"error\":{\"message\":\"why\"")
        .doesNotContain("[DONE]");
  }

  @Test
  void keepsASilentStreamAliveWithAComment() {
    // given
    client.ask(STREAM);
    bridge.asked();
    // when
    bridge.pass(Duration.ofSeconds(10));
    // then
    assertThat(client.readUntil(": keep-alive\n\n")).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a key twice            | {\"model\":\"m\",\"model\":\"n\",\"messages\":[]}",
        "no model               | {\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
        "no messages            | {\"model\":\"m\"}",
        "not a number           | {\"model\":\"m\",\"temperature\":NaN,\"messages\":[]}",
        "something behind it    | {\"model\":\"m\",\"messages\":[]} x",
        "half of it             | {\"model\":\"m\",\"messages\":[",
        "a list                 | []",
        "nothing                | ``",
        "a byte that is no text | {\"model\":\"m\377\",\"messages\":[]}",
        "an overlong slash      | {\"model\":\"m\300\257\",\"messages\":[]}"
      })
  void refusesJsonThatIsNotStrict(String what, String body) {
    // when
    String answer = client.ask(body).readUntil("}}");
    // then
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("invalid_request_error");
    assertThat(bridge.chats().count()).isZero();
  }

  @Test
  void refusesJsonThatIsTooDeep() {
    // given
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    // when
    String answer =
        client.ask("{\"model\":\"m\",\"x\":" + deep + "," + MESSAGES + "}").readUntil("}}");
    // then
    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void refusesJsonWithTooManyKeys() {
    // given
    String many =
        IntStream.range(0, 100_000).mapToObj(i -> "\"k" + i + "\":1").collect(joining(","));
    // when
    String answer =
        client.ask("{\"model\":\"m\",\"x\":{" + many + "}," + MESSAGES + "}").readUntil("}}");
    // then
    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void tellsAFailureInOpenAisShape() {
    // given
    client.ask(QUESTION);
    // when
    bridge
        .asked()
        .tell(
            new ChatEvent.MessageFailed(
                new ChatError(ErrorKind.MODEL_NOT_FOUND, "no model 'm'"), null));
    // then
    String answer = client.readUntil("}}");
    assertThat(answer).startsWith("HTTP/1.1 404 ");
    assertThat(bodyOf(answer).getJsonObject("error").getString("code"))
        .isEqualTo("model_not_found");
  }
}
