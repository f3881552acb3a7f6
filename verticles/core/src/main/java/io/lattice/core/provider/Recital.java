package io.lattice.core.provider;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.OutgoingStream;
import java.util.List;
import java.util.function.Supplier;

/** Sends an answer that is known at once, piece by piece where it is streamed. */
final class Recital implements Answer {
  private final Supplier<List<ChatEvent>> script;
  private final boolean streamed;
  private final OutgoingStream out;
  private List<ChatEvent> events = List.of();
  private int next;
  private boolean paused;

  /**
   * @param script makes the events, once
   */
  Recital(Supplier<List<ChatEvent>> script, boolean streamed, OutgoingStream out) {
    this.script = script;
    this.streamed = streamed;
    this.out = out;
  }

  @Override
  public void start() {
    events = script.get();
    go();
  }

  private void go() {
    if (!streamed && next < events.size()) {
      next = events.size();
      out.send(events);
    }
    while (!paused && next < events.size()) {
      out.send(List.of(events.get(next++)));
    }
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
    go();
  }

  @Override
  public void cancel(String reason) {
    paused = true;
    events = List.of();
  }
}
