package io.lattice.api.stream;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.TextDelta;
import java.util.ArrayList;
import java.util.List;

/** Work that counts as fast as it may, one number a batch, and notes what it is told. */
class Counting implements Answer {
  private final OutgoingStream out;
  private final int last;
  private final List<String> told = new ArrayList<>();
  private int next;
  private boolean paused;

  /**
   * @param last how far it counts, without the end itself
   */
  Counting(OutgoingStream out, int last) {
    this.out = out;
    this.last = last;
  }

  /** Everything that it says if nobody stops it. */
  static List<ChatEvent> upTo(int last) {
    List<ChatEvent> events = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      events.add(new TextDelta(0, Integer.toString(i)));
    }
    events.add(new MessageEnded());
    return events;
  }

  /** How many numbers it has said. */
  int said() {
    return next;
  }

  List<String> told() {
    return List.copyOf(told);
  }

  @Override
  public void start() {
    told.add("start");
    count();
  }

  private void count() {
    while (!paused && next < last) {
      out.send(List.of(new TextDelta(0, Integer.toString(next++))));
    }
    if (!paused && next == last) {
      out.send(List.of(new MessageEnded()));
    }
  }

  @Override
  public void pause() {
    told.add("pause");
    paused = true;
  }

  @Override
  public void resume() {
    told.add("resume");
    paused = false;
    count();
  }

  @Override
  public void cancel(String reason) {
    told.add("cancel: " + reason);
    paused = true;
  }
}
