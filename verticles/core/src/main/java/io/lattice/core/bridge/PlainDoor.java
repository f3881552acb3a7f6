package io.lattice.core.bridge;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Hints;
import io.lattice.api.stream.ChatOpener;
import io.lattice.core.dialect.CallerSide;
import io.lattice.core.dialect.DialectException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What verticles without our jar ask with a {@code JsonObject} is answered by one. A failure's code
 * is its HTTP status, its message the error in the shape of the speech.
 *
 * <p>The message's headers may hold the hints that a request over HTTP may have. The bus does not
 * tell for how long an asker waits for its reply, nor that it has gone: unless {@code
 * x-lattice-timeout-ms} says so, only the node's own limit on the whole request ends what nobody
 * waits for any more.
 *
 * @param speech says what goes wrong
 */
record PlainDoor(CallerSide speech, ChatOpener opener, Asking asking)
    implements Handler<Message<Object>> {
  private static final Logger LOG = LoggerFactory.getLogger(PlainDoor.class);

  /** Understands a question. */
  @FunctionalInterface
  interface Asking {

    /**
     * @throws DialectException with INVALID_REQUEST that names the field and the remedy
     */
    Asked ask(Hints hints, Bytes body);
  }

  @Override
  public void handle(Message<Object> message) {
    if (message.replyAddress() == null) {
      // It was sent and not requested: nobody would get the answer that somebody paid for.
      LOG.atDebug().log("a question that expects no reply was not asked");
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
        "this is asked with a JsonObject in the OpenAI shape, not with %s"
            .formatted(message.body() == null ? "nothing" : message.body().getClass().getName()));
  }

  private void ask(Message<Object> message, Bytes body) {
    Asked asked = asking.ask(HintReader.read(message.headers()), body);
    List<ChatEvent> answer = new ArrayList<>();
    opener.open(
        asked.call(),
        events -> {
          answer.addAll(events);
          safely(message, () -> answerIfComplete(message, answer, asked));
        });
  }

  private void answerIfComplete(Message<Object> message, List<ChatEvent> answer, Asked asked) {
    ChatEvent last = answer.get(answer.size() - 1);
    if (last instanceof ChatEvent.MessageFailed failed) {
      fail(message, failed.error());
    } else if (last instanceof ChatEvent.MessageEnded) {
      Buffer json = Buffer.buffer(asked.writing().apply(answer).array());
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
      LOG.atError().setCause(e).log("a question in plain JSON broke down");
      fail(
          message,
          new ChatError(ErrorKind.INTERNAL, "the answer broke down; the node's log says how"));
    }
  }

  private void fail(Message<Object> message, ChatError error) {
    message.fail(error.kind().httpStatus(), speech.writeError(error).utf8());
  }
}
