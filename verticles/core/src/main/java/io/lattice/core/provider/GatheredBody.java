package io.lattice.core.provider;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream for a caller who asked for the whole answer: nothing is told before its end, so that a
 * failure in its midst may still fall back. Confined to one call.
 */
final class GatheredBody implements BodyReader {
  private final BodyReader stream;
  private final List<ChatEvent> gathered = new ArrayList<>();

  GatheredBody(BodyReader stream) {
    this.stream = stream;
  }

  @Override
  public List<ChatEvent> read(Buffer bytes) {
    return with(stream.read(bytes));
  }

  @Override
  public List<ChatEvent> end() {
    return with(stream.end());
  }

  @Override
  public List<ChatEvent> cutOff(ChatError reason) {
    return with(stream.cutOff(reason));
  }

  private List<ChatEvent> with(List<ChatEvent> events) {
    gathered.addAll(events);
    boolean isComplete =
        !gathered.isEmpty() && gathered.get(gathered.size() - 1) instanceof ChatEvent.Terminal;
    return isComplete ? List.copyOf(gathered) : List.of();
  }
}
