package io.lattice.core.bridge;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Hints;
import io.lattice.api.stream.ChatOpener;
import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.RequestFacts;
import io.lattice.core.dialect.StreamFraming;
import io.lattice.core.dialect.Writing;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.Message;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The door for chats of verticles without our jar: a {@code JsonObject} in the OpenAI shape is
 * answered by one.
 */
public final class PlainChat implements Handler<Message<Object>> {
  private final Dialect dialect;
  private final PlainDoor door;
  private final Supplier<String> ids;
  private final InstantSource clock;

  public PlainChat(Dialect dialect, ChatOpener opener, Supplier<String> ids, InstantSource clock) {
    this.dialect = dialect;
    this.door = new PlainDoor(dialect, opener, this::ask);
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void handle(Message<Object> message) {
    door.handle(message);
  }

  private Asked ask(Hints hints, Bytes body) {
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
    return new Asked(call, answer -> dialect.writeWhole(answer, writing));
  }
}
