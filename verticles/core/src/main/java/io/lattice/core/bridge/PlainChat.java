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
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for verticles without our jar: a {@code JsonObject} in the OpenAI shape is answered by
 * one. A failure's code is its HTTP status, its message the error in the OpenAI shape.
 *
 * <p>The message's headers may hold the hints that a request over HTTP may have. The bus does not
 * tell for how long an asker waits for its reply, nor that it has gone: unless {@code
 * x-lattice-timeout-ms} says so, only the node's own limit on the whole request ends what nobody
 * waits for any more.
 */
public final class PlainChat implements Handler<Message<Object>> {
  private static final Logger LOG = LoggerFactory.getLogger(PlainChat.class);

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
    if (message.replyAddress() == null) {
      // It was sent and not requested: nobody would get the answer that somebody paid for.
      LOG.atDebug().log("a chat that expects no reply was not asked");
      return;
    }
    safely(message, () -> ask(message, bodyOf(message)));
  }

  private static Bytes bodyOf(Message<Object> message) {
    if (message.body() instanceof JsonObject question) {
      try {
        return Bytes.wrap(question.toBuffer().getBytes());
      } catch (EncodeException e) {
        throw new DialectException(
            ErrorKind.INVALID_REQUEST, "the JsonObject holds a value that JSON cannot say");
      }
    }
    throw new DialectException(
        ErrorKind.INVALID_REQUEST,
        "a chat is asked with a JsonObject in the OpenAI shape, not with %s"
            .formatted(message.body() == null ? "nothing" : message.body().getClass().getName()));
  }

  private void ask(Message<Object> message, Bytes body) {
    Hints hints = HintReader.read(message.headers());
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
            hints,
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
          safely(message, () -> answerIfComplete(message, answer, writing));
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

  /** Whatever breaks down, its asker is told at once and not left to wait. */
  private void safely(Message<Object> message, Runnable step) {
    try {
      step.run();
    } catch (DialectException e) {
      fail(message, e.error());
    } catch (Refusal e) {
      fail(message, e.error());
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a chat in plain JSON broke down");
      fail(
          message,
          new ChatError(ErrorKind.INTERNAL, "the answer broke down; the node's log says how"));
    }
  }

  private void fail(Message<Object> message, ChatError error) {
    message.fail(error.kind().httpStatus(), dialect.writeError(error).utf8());
  }
}
