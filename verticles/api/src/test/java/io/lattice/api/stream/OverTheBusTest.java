package io.lattice.api.stream;

import io.lattice.api.chat.ChatEvent;
import io.vertx.core.eventbus.Message;
import java.util.List;
import java.util.function.Consumer;

class OverTheBusTest extends StreamContract {

  @Override
  Inbox answererBeside(Inbox asker) {
    return inbox("answerer");
  }

  @Override
  void listenAt(String where, Answerer work) {
    vertx.eventBus().consumer(where, message -> answerer.answer((Message<?>) message, work));
  }

  @Override
  IncomingStream askAt(String where, Consumer<List<ChatEvent>> handler) {
    return asker.ask(where, false, CALL, null, handler);
  }
}
