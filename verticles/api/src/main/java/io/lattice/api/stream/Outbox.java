package io.lattice.api.stream;

import io.lattice.api.stream.StreamMessage.Batch;
import io.lattice.api.stream.StreamMessage.Frame;
import io.lattice.api.stream.StreamMessage.Single;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Collects what one turn of the event loop has to say to each inbox and sends it as one message: to
 * send one costs the bus, the kernel and the receiver several times what is in it costs. Nothing
 * waits for longer than the work that the loop has at hand. Confined to one context.
 */
final class Outbox {
  private static final int MOST_MESSAGES = 64;
  private static final int MOST_BYTES = 64 * 1024;

  private final Context context;
  private final BiConsumer<String, StreamMessage> bus;
  private final Map<String, Letter> letters = new LinkedHashMap<>();
  private boolean turnIsWatched;

  /**
   * @param bus sends a message to an inbox
   */
  Outbox(Context context, BiConsumer<String, StreamMessage> bus) {
    this.context = context;
    this.bus = bus;
  }

  /** Sends a message at the end of this turn, or before, once many wait for the same inbox. */
  void add(String inbox, Single message) {
    Letter letter = letters.computeIfAbsent(inbox, fresh -> new Letter());
    letter.add(message);
    if (letter.isFull()) {
      letters.remove(inbox);
      bus.accept(inbox, letter.message());
    } else if (!turnIsWatched) {
      turnIsWatched = true;
      context.runOnContext(ignored -> endTurn());
    }
  }

  private void endTurn() {
    turnIsWatched = false;
    letters.forEach((inbox, letter) -> bus.accept(inbox, letter.message()));
    letters.clear();
  }

  /** What waits for one inbox. */
  private static final class Letter {
    private final List<Single> messages = new ArrayList<>();
    private int bytes;

    void add(Single message) {
      messages.add(message);
      if (message instanceof Frame frame) {
        bytes += FrameSize.of(frame.events());
      }
    }

    boolean isFull() {
      return messages.size() >= MOST_MESSAGES || bytes >= MOST_BYTES;
    }

    StreamMessage message() {
      return messages.size() == 1 ? messages.get(0) : new Batch(messages);
    }
  }
}
