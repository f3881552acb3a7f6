package io.lattice.node;

import io.lattice.api.Lattice;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ChatRequest;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The verticle that README.md shows; {@link ReadmeIT} runs it and compares the two. */
@SuppressWarnings("NullAway.Init")
public class Curious extends VerticleBase {
  private Lattice lattice;

  @Override
  public Future<?> start() {
    lattice = Lattice.on(vertx);
    lattice.stream(ChatRequest.of("lattice-guide", "How does credit work?"))
        .exceptionHandler(Throwable::printStackTrace)
        .handler(event -> System.out.print(event instanceof TextDelta delta ? delta.text() : ""));
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return lattice.close();
  }
}
