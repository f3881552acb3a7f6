package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import io.lattice.core.dialect.EmbeddingInputs;
import io.lattice.core.dialect.JsonLimits;
import io.lattice.core.dialect.openai.EmbeddingOpenAiSpeech;
import io.lattice.core.dialect.openai.OpenAiDialect;
import io.lattice.core.dialect.openai.OpenAiFlavor;
import io.lattice.core.testing.EventLoop;
import io.lattice.core.testing.Patience;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Vectors that are asked for over the bus in plain JSON. */
@ExtendWith(VertxExtension.class)
class PlainEmbeddingsTest {
  private static final String ADDRESS = "embeddings";
  private static final JsonObject QUESTION =
      new JsonObject().put("model", "m").put("input", new JsonArray().add("a"));

  private final ScriptedChats chats = new ScriptedChats();
  private Vertx vertx;

  @BeforeEach
  void listen(Vertx vertx) {
    this.vertx = vertx;
    PlainVerticle plain =
        new PlainVerticle(
            ADDRESS,
            new PlainEmbeddings(
                new EmbeddingOpenAiSpeech(JsonLimits.DEFAULT, EmbeddingInputs.DEFAULT),
                OpenAiDialect.of(OpenAiFlavor.OPENAI),
                chats,
                () -> "request-1"));
    EventLoop.of(vertx).await(() -> vertx.deployVerticle(plain));
  }

  private Future<Message<JsonObject>> request(JsonObject question) {
    return vertx.eventBus().request(ADDRESS, question);
  }

  private ScriptedChats.Asked awaitAsked() {
    Patience.await("a question").until(() -> chats.count() > 0);
    return chats.last();
  }

  private static JsonObject awaitError(Future<Message<JsonObject>> reply, int status) {
    Patience.await("a reply").until(reply::isComplete);
    ReplyException failure = (ReplyException) reply.cause();
    assertThat(failure.failureCode()).isEqualTo(status);
    return new JsonObject(failure.getMessage()).getJsonObject("error");
  }

  @Test
  void answersAJsonObjectInOpenAisShapeWithOne() {
    // given
    Future<Message<JsonObject>> reply = request(QUESTION);
    // when
    ScriptedChats.Asked asked =
        awaitAsked()
            .tell(
                new ChatEvent.VectorsAdded(0, List.of(Vector.of(new float[] {0.5f}))),
                new ChatEvent.UsageReported(Usage.counted(3, 0)),
                new ChatEvent.MessageEnded());
    // then
    Patience.await("a reply").until(reply::isComplete);
    JsonObject answer = reply.result().body();
    assertThat(answer.getString("model")).isEqualTo("m");
    assertThat(answer.getJsonArray("data").getJsonObject(0).getJsonArray("embedding"))
        .containsExactly(0.5);
    assertThat(answer.getJsonObject("usage").getInteger("prompt_tokens")).isEqualTo(3);
    assertThat(asked.call().requestId()).isEqualTo("request-1");
    assertThat(asked.call().payload())
        .isInstanceOfSatisfying(
            ChatCall.Embeddings.class,
            payload -> assertThat(payload.request()).isEqualTo(EmbeddingRequest.of("m", "a")));
  }

  @Test
  void failsWithTheErrorInOpenAisShape() {
    // given
    Future<Message<JsonObject>> reply = request(QUESTION);
    // when
    awaitAsked()
        .tell(
            new ChatEvent.MessageFailed(
                new ChatError(ErrorKind.MODEL_NOT_FOUND, "there is no model 'm'"), null));
    // then
    assertThat(awaitError(reply, 404).getString("message")).isEqualTo("there is no model 'm'");
  }

  @Test
  void refusesWhatIsNoQuestionByTheFieldsName() {
    // when
    Future<Message<JsonObject>> reply = request(QUESTION.copy().put("encoding_format", "hex"));
    // then
    assertThat(awaitError(reply, 400).getString("param")).isEqualTo("encoding_format");
    assertThat(chats.count()).isZero();
  }
}
