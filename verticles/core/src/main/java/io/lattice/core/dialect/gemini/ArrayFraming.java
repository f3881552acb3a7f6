package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.SseFramer;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.WireFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same stream as the items of one JSON array, as Google writes it to a caller who does not say
 * {@code alt=sse}. Confined to one answer.
 */
final class ArrayFraming implements StreamEncoder {
  /** Nothing to a reader of JSON, wherever it comes between the items. */
  private static final Bytes KEEP_ALIVE = Bytes.utf8("\n");

  private final StreamEncoder events;
  private final SseFramer framer = new SseFramer(Integer.MAX_VALUE);
  private boolean isBegun;

  /**
   * @param events writes the items as server-sent events
   */
  ArrayFraming(StreamEncoder events) {
    this.events = events;
  }

  @Override
  public @Nullable Bytes encode(List<ChatEvent> batch) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Bytes piece = events.encode(batch);
    if (piece != null) {
      for (WireFrame item : framer.push(piece.array(), 0, piece.length())) {
        out.write(isBegun ? ',' : '[');
        isBegun = true;
        out.writeBytes(item.data().array());
        out.write('\n');
      }
    }
    if (batch.stream().anyMatch(ChatEvent.Terminal.class::isInstance)) {
      out.writeBytes((isBegun ? "]" : "[]").getBytes(StandardCharsets.US_ASCII));
    }
    return out.size() == 0 ? null : Bytes.wrap(out.toByteArray());
  }

  @Override
  public Bytes keepAlive() {
    return KEEP_ALIVE;
  }
}
