package io.lattice.core.provider;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Function;

/**
 * The body of an answer whose status is a failure. The status alone tells what failed, so neither a
 * body that stalls, nor one that breaks off, nor one without end takes that away: what came of it
 * tells the rest. Confined to one call.
 */
final class FailureBody implements BodyReader {
  private static final int LIMIT_BYTES = 64 * 1024;

  private final Function<Bytes, ChatError> understand;
  private final Buffer collected = Buffer.buffer();

  FailureBody(Function<Bytes, ChatError> understand) {
    this.understand = understand;
  }

  @Override
  public List<ChatEvent> read(Buffer bytes) {
    int room = Math.min(bytes.length(), LIMIT_BYTES - collected.length());
    collected.appendBuffer(bytes, 0, room);
    return collected.length() < LIMIT_BYTES ? List.of() : end();
  }

  @Override
  public List<ChatEvent> end() {
    return UpstreamAnswer.failed(understand.apply(Bytes.wrap(collected.getBytes())));
  }

  @Override
  public List<ChatEvent> cutOff(ChatError reason) {
    return end();
  }

  @Override
  public boolean everyByteCounts() {
    return false;
  }
}
