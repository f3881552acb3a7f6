package io.lattice.bench;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.OutgoingStream;
import java.util.List;

/** An answer of many deltas, one a frame, each sent as soon as credit allows. */
final class Torrent implements Answer {

  /** How many deltas an answer has; a long answer of a model has a few hundred. */
  static final int DELTAS = 200;

  private static final List<ChatEvent> END = List.of(new MessageEnded());

  private final OutgoingStream out;
  private int sent;
  private boolean held;

  Torrent(OutgoingStream out) {
    this.out = out;
  }

  @Override
  public void start() {
    flow();
  }

  private void flow() {
    while (!held && sent < DELTAS) {
      // Made anew each time, as a decoder makes it.
      out.send(List.of(new TextDelta(0, " twenty characters " + (sent++ % 10))));
    }
    if (!held && sent == DELTAS) {
      sent++;
      out.send(END);
    }
  }

  @Override
  public void pause() {
    held = true;
  }

  @Override
  public void resume() {
    held = false;
    flow();
  }

  @Override
  public void cancel(String reason) {
    held = true;
  }
}
