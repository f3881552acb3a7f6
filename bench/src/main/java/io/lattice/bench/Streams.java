package io.lattice.bench;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Hints;
import io.lattice.api.stream.Inbox;
import io.vertx.core.Promise;
import java.util.List;

/**
 * A number of streams that are always open: where one ends another begins. Confined to the context
 * of its inbox.
 */
final class Streams {
  private static final ChatCall QUESTION =
      ChatCall.typed("r", "bench", ChatRequest.of("m", "Say much."), true, Hints.NONE);

  private final Inbox inbox;
  private final String address;
  private final Promise<Void> ended = Promise.promise();
  private int open;
  private boolean ending;
  private long deltas;

  Streams(Inbox inbox, String address) {
    this.inbox = inbox;
    this.address = address;
  }

  void begin(int number) {
    open = number;
    for (int i = 0; i < number; i++) {
      ask();
    }
  }

  private void ask() {
    inbox.ask(address, false, QUESTION, null, this::received);
  }

  private void received(List<ChatEvent> events) {
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.TextDelta) {
        deltas++;
      } else if (event instanceof ChatEvent.MessageFailed failed) {
        ended.tryFail("a stream failed: " + failed.error().message());
      } else if (event instanceof ChatEvent.MessageEnded) {
        next();
      }
    }
  }

  private void next() {
    if (!ending) {
      ask();
    } else if (--open == 0) {
      ended.tryComplete();
    }
  }

  long deltas() {
    return deltas;
  }

  /** Lets each stream come to its end; fails where one failed before. */
  io.vertx.core.Future<Void> end() {
    ending = true;
    return ended.future();
  }
}
