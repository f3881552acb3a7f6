package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.openai.OpenAiDialect;
import io.lattice.core.dialect.openai.OpenAiFlavor;
import io.lattice.core.testing.EventLoop;
import io.lattice.core.testing.Patience;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.Shareable;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chats that are asked over the bus in plain JSON, before a router whose part the test plays. */
@ExtendWith(VertxExtension.class)
class PlainChatTest {
  private static final String ADDRESS = "chat";
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final ScriptedChats chats = new ScriptedChats();
  private Vertx vertx;

  @BeforeEach
  void listen(Vertx vertx) {
    this.vertx = vertx;
    PlainChat plain =
        new PlainChat(OpenAiDialect.of(OpenAiFlavor.OPENAI), chats, () -> "request-1", () -> NOW);
    EventLoop.of(vertx).await(() -> vertx.eventBus().<Object>consumer(ADDRESS, plain).completion());
  }

  private static JsonObject question() {
    return new JsonObject()
        .put("model", "m")
        .put(
            "messages",
            new JsonArray().add(new JsonObject().put("role", "user").put("content", "hi")));
  }

  private Future<Message<JsonObject>> request(Object body, DeliveryOptions options) {
    return vertx.eventBus().request(ADDRESS, body, options);
  }

  private Future<Message<JsonObject>> request(Object body) {
    return request(body, new DeliveryOptions());
  }

  private ScriptedChats.Asked awaitAsked(int number) {
    Patience.await("chat number " + number).until(() -> chats.count() >= number);
    return chats.all().get(number - 1);
  }

  private static <T> void awaitDone(Future<T> future) {
    Patience.await("a reply").until(future::isComplete);
  }

  private static JsonObject awaitAnswer(Future<Message<JsonObject>> future) {
    awaitDone(future);
    assertThat(future.cause()).isNull();
    return future.result().body();
  }

  /** The failure, and the error that its message says in OpenAI's shape. */
  private static JsonObject awaitError(Future<Message<JsonObject>> future, int status) {
    awaitDone(future);
    assertThat(future.cause()).isInstanceOf(ReplyException.class);
    ReplyException failure = (ReplyException) future.cause();
    assertThat(failure.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
    assertThat(failure.failureCode()).isEqualTo(status);
    return new JsonObject(failure.getMessage()).getJsonObject("error");
  }

  @Test
  void asksForAWholeAnswerInTheAskersOwnWords() {
    // when
    request(question());
    // then
    ChatCall call = awaitAsked(1).call();
    assertThat(call.requestId()).isEqualTo("request-1");
    assertThat(call.caller()).isEqualTo("bus");
    assertThat(call.model()).isEqualTo("m");
    assertThat(call.streamed()).isFalse();
    assertThat(call.payload())
        .isEqualTo(new ChatCall.Native("openai", Bytes.utf8(question().encode()), false));
  }

  @Test
  void answersInTheOpenAiShapeWhoeverAnswered() {
    // when
    Future<Message<JsonObject>> reply = request(question());
    awaitAsked(1)
        .tell(
            new ChatEvent.RouteChosen("one/m", 1),
            new ChatEvent.MessageStarted("", "", 0, Map.of()))
        .tell(new ChatEvent.TextDelta(0, "Hel"))
        .tell(
            new ChatEvent.TextDelta(0, "lo"),
            new ChatEvent.ChoiceFinished(0, FinishReason.STOP, "stop"),
            new ChatEvent.UsageReported(Usage.counted(3, 4)),
            new ChatEvent.MessageEnded());
    // then
    JsonObject answer = awaitAnswer(reply);
    assertThat(answer.getString("id")).isEqualTo("chatcmpl-request-1");
    assertThat(answer.getString("model")).isEqualTo("m");
    assertThat(answer.getLong("created")).isEqualTo(NOW.getEpochSecond());
    assertThat(
            answer
                .getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message")
                .getString("content"))
        .isEqualTo("Hello");
    assertThat(answer.getJsonObject("usage").getInteger("total_tokens")).isEqualTo(7);
  }

  @Test
  void passesTheProvidersOwnAnswerOn() {
    // given
    String body = "{\"id\":\"a\",\"choices\":[],\"x\":1}";
    // when
    Future<Message<JsonObject>> reply = request(question());
    awaitAsked(1)
        .tell(new ChatEvent.NativeBytes(Bytes.utf8(body), true), new ChatEvent.MessageEnded());
    // then
    assertThat(awaitAnswer(reply)).isEqualTo(new JsonObject(body));
  }

  @ParameterizedTest
  @EnumSource(ErrorKind.class)
  void failsWithTheStatusOfTheErrorAndSaysItInTheOpenAiShape(ErrorKind kind) {
    // when
    Future<Message<JsonObject>> reply = request(question());
    awaitAsked(1)
        .tell(
            new ChatEvent.TextDelta(0, "half"),
            new ChatEvent.MessageFailed(new ChatError(kind, "no luck", "odd_code"), null));
    // then
    JsonObject error = awaitError(reply, kind.httpStatus());
    assertThat(error.getString("message")).contains("no luck");
    assertThat(error.getString("type")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"model\":\"m\"}",
        "{\"model\":7,\"messages\":[{}]}",
        "{\"model\":\"m\",\"messages\":[]}",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}],\"stream\":true}",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}],\"stream\":\"yes\"}"
      })
  void refusesWhatIsNoQuestion(String body) {
    // when
    JsonObject error = awaitError(request(new JsonObject(body)), 400);
    // then
    assertThat(error.getString("message")).isNotEmpty();
    assertThat(chats.count()).isZero();
  }

  @Test
  void refusesWhatIsNoJsonObject() {
    // when, then
    assertThat(awaitError(request("how do you do"), 400).getString("message"))
        .contains("JsonObject", "java.lang.String");
    assertThat(chats.count()).isZero();
  }

  @Test
  void refusesAJsonObjectThatJsonCannotSay() {
    // given
    Shareable odd = new Shareable() {};
    // when, then
    assertThat(awaitError(request(question().put("x", odd)), 400).getString("message"))
        .contains("JSON cannot say");
    assertThat(chats.count()).isZero();
  }

  @Test
  void readsTheHintsInTheMessagesHeaders() {
    // given
    DeliveryOptions options =
        new DeliveryOptions()
            .addHeader("x-lattice-timeout-ms", "1500")
            .addHeader("x-lattice-residency", "eu")
            .addHeader("traceparent", "whatever");
    // when
    request(question(), options);
    // then
    ChatCall call = awaitAsked(1).call();
    assertThat(call.hints().timeout()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(call.hints().region()).isEqualTo("eu");
  }

  @ParameterizedTest
  @CsvSource({"x-lattice-timeout-ms, soon", "x-lattice-resdency, eu"})
  void refusesAHintThatItDoesNotUnderstand(String name, String value) {
    // when
    JsonObject error =
        awaitError(request(question(), new DeliveryOptions().addHeader(name, value)), 400);
    // then
    assertThat(error.getString("message")).contains("x-lattice-");
    assertThat(chats.count()).isZero();
  }

  @Test
  void anAnswerThatCannotBeWrittenIsAFailureAtOnce() {
    // when
    Future<Message<JsonObject>> reply = request(question());
    awaitAsked(1)
        .tell(new ChatEvent.NativeBytes(Bytes.utf8("no JSON"), true), new ChatEvent.MessageEnded());
    // then
    assertThat(awaitError(reply, 500).getString("message")).doesNotContain("no JSON");
  }

  @Test
  void spendsNothingForWhoExpectsNoReply() {
    // when
    vertx.eventBus().send(ADDRESS, question());
    vertx.eventBus().publish(ADDRESS, question());
    request(question(), new DeliveryOptions().addHeader("x-lattice-residency", "eu"));
    // then: messages of one sender keep their order
    assertThat(awaitAsked(1).call().hints().region()).isEqualTo("eu");
    assertThat(chats.count()).isOne();
  }

  @Test
  void anAnswerThatNobodyWaitsForAnyMoreDoesNoHarm() {
    // given
    Future<Message<JsonObject>> impatient =
        request(question(), new DeliveryOptions().setSendTimeout(1));
    awaitDone(impatient);
    assertThat(((ReplyException) impatient.cause()).failureType()).isEqualTo(ReplyFailure.TIMEOUT);
    // when
    awaitAsked(1).tell(textAndEnd());
    Future<Message<JsonObject>> patient = request(question());
    awaitAsked(2).tell(textAndEnd());
    // then
    assertThat(awaitAnswer(patient).getJsonArray("choices")).hasSize(1);
  }

  private static ChatEvent[] textAndEnd() {
    return List.of(new ChatEvent.TextDelta(0, "Hello"), new ChatEvent.MessageEnded())
        .toArray(ChatEvent[]::new);
  }
}
