package io.lattice.api.stream;

import io.lattice.api.chat.ChatEvent;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Work that asks another and passes on what it says in the very call in which it hears it. */
final class Passing implements Answer {
  private final OutgoingStream out;
  private final Function<Consumer<List<ChatEvent>>, IncomingStream> opening;
  private @Nullable IncomingStream asked;

  Passing(OutgoingStream out, Function<Consumer<List<ChatEvent>>, IncomingStream> opening) {
    this.out = out;
    this.opening = opening;
  }

  @Override
  public void start() {
    asked = opening.apply(out::send);
  }

  @Override
  public void pause() {
    asked().pause();
  }

  @Override
  public void resume() {
    asked().resume();
  }

  @Override
  public void cancel(String reason) {
    if (asked != null) {
      asked.cancel("passed on");
    }
  }

  private IncomingStream asked() {
    if (asked == null) {
      throw new IllegalStateException("told before it started");
    }
    return asked;
  }
}
