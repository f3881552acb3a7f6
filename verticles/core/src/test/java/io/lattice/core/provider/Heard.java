package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.ResponseFold;
import io.lattice.api.stream.OutgoingStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what an answer says, batch by batch. Safe on any thread. */
final class Heard implements OutgoingStream {
  private final List<List<ChatEvent>> batches = new CopyOnWriteArrayList<>();

  @Override
  public void send(List<ChatEvent> events) {
    batches.add(List.copyOf(events));
  }

  @Override
  public boolean isHolding() {
    return false;
  }

  List<List<ChatEvent>> batches() {
    return List.copyOf(batches);
  }

  List<ChatEvent> events() {
    return batches.stream().flatMap(List::stream).toList();
  }

  boolean hasEnded() {
    return events().stream().anyMatch(ChatEvent.Terminal.class::isInstance);
  }

  /** Its one error, with which it ended. */
  ChatError error() {
    List<ChatEvent> events = events();
    assertThat(events).filteredOn(ChatEvent.Terminal.class::isInstance).hasSize(1);
    assertThat(events).last().isInstanceOf(ChatEvent.MessageFailed.class);
    return ((ChatEvent.MessageFailed) events.get(events.size() - 1)).error();
  }

  /** The answer as a whole. It ended well. */
  ChatResponse response() {
    assertThat(events()).endsWith(new ChatEvent.MessageEnded());
    ResponseFold fold = new ResponseFold();
    events().forEach(fold::add);
    return fold.response();
  }

  /** All texts joined. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (ChatEvent event : events()) {
      if (event instanceof ChatEvent.TextDelta delta) {
        text.append(delta.text());
      }
    }
    return text.toString();
  }
}
