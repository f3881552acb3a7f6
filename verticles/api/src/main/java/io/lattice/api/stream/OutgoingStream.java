package io.lattice.api.stream;

import io.lattice.api.chat.ChatEvent;
import java.util.List;

/** The answering end of a stream. Confined to the context of its inbox. */
public interface OutgoingStream {

  /**
   * Sends events, or holds them until the asker's credit allows. After a batch that ends with a
   * {@link ChatEvent.Terminal}, and after a cancel, it has no effect.
   */
  void send(List<ChatEvent> events);

  /** Whether events are being held; whoever makes them should pause. */
  boolean isHolding();
}
