package io.lattice.core.bridge;

import io.lattice.api.stream.ChatOpener;
import io.lattice.core.dialect.CallerSide;
import io.lattice.core.dialect.EmbeddingSpeech;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.Message;
import java.util.function.Supplier;

/**
 * The door for verticles without our jar that want vectors: a {@code JsonObject} in the shape of
 * OpenAI's embeddings is answered by one.
 */
public final class PlainEmbeddings implements Handler<Message<Object>> {
  private final PlainDoor door;

  /**
   * @param errors says what goes wrong
   */
  public PlainEmbeddings(
      EmbeddingSpeech speech, CallerSide errors, ChatOpener opener, Supplier<String> ids) {
    EmbeddingAsking asking = new EmbeddingAsking(speech);
    this.door =
        new PlainDoor(
            errors, opener, (hints, body) -> asking.ask(ids.get(), "bus", hints, body, ""));
  }

  @Override
  public void handle(Message<Object> message) {
    door.handle(message);
  }
}
