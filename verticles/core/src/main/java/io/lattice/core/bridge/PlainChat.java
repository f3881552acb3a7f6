package io.lattice.core.bridge;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Hints;
import io.lattice.api.stream.ChatOpener;
import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.RequestFacts;
import io.lattice.core.dialect.StreamFraming;
import io.lattice.core.dialect.Writing;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The door for verticles without our jar: a {@code JsonObject} in the OpenAI shape is answered by
 * one. A failure's code is its HTTP status, its message the error in the OpenAI shape.
 */
public final class PlainChat implements Handler<Message<Object>> {
  private final Dialect dialect;
  private final ChatOpener opener;
  private final Supplier<String> ids;
  private final InstantSource clock;

  public PlainChat(Dialect dialect, ChatOpener opener, Supplier<String> ids, InstantSource clock) {
    this.dialect = dialect;
    this.opener = opener;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void handle(Message<Object> message) {
    if (!(message.body() instanceof JsonObject question)) {
      fail(
          message,
          new ChatError(
              ErrorKind.INVALID_REQUEST,
              "a chat is asked with a JsonObject in the OpenAI shape, not with %s"
                  .formatted(
                      message.body() == null ? "nothing" : message.body().getClass().getName())));
      return;
    }
    try {
      ask(message, Bytes.wrap(question.toBuffer().getBytes()));
    } catch (DialectException e) {
      fail(message, e.error());
    }
  }

  private void ask(Message<Object> message, Bytes body) {
    RequestFacts facts = dialect.inspect(body);
    if (facts.streamed()) {
      throw new DialectException(
          ErrorKind.INVALID_REQUEST,
          "'stream' cannot be true in plain JSON, which has one answer; leave it out, or use the"
              + " client of lattice-api");
    }
    ChatCall call =
        new ChatCall(
            ids.get(),
            "bus",
            facts.model(),
            false,
            facts.needs(),
            Hints.NONE,
            new ChatCall.Native(dialect.name(), body, facts.usageAsked()));
    Writing writing =
        new Writing(
            "chatcmpl-" + call.requestId(),
            facts.model(),
            clock.instant().getEpochSecond(),
            facts.usageAsked(),
            StreamFraming.USUAL,
            body);
    List<ChatEvent> answer = new ArrayList<>();
    opener.open(
        call,
        events -> {
          answer.addAll(events);
          answerIfComplete(message, answer, writing);
        });
  }

  private void answerIfComplete(Message<Object> message, List<ChatEvent> answer, Writing writing) {
    ChatEvent last = answer.get(answer.size() - 1);
    if (last instanceof ChatEvent.MessageFailed failed) {
      fail(message, failed.error());
    } else if (last instanceof ChatEvent.MessageEnded) {
      Buffer json = Buffer.buffer(dialect.writeWhole(answer, writing).array());
      message.reply(json.toJsonObject());
    }
  }

  private void fail(Message<Object> message, ChatError error) {
    message.fail(error.kind().httpStatus(), dialect.writeError(error).utf8());
  }
}
