package io.lattice.core.dialect;

import io.lattice.api.chat.ChatEvent;
import java.util.List;

/**
 * Turns one answer's frames into events. Confined to one stream.
 *
 * <p>It yields exactly one terminal event over its life, and nothing after it: what a provider
 * sends after its end is dropped.
 */
public interface StreamDecoder {

  /** The events of these frames. Never throws on what a provider sent: that is an event too. */
  List<ChatEvent> decode(List<WireFrame> frames);

  /**
   * The events of the connection's end: STREAM_INTERRUPTED where the provider's own end was not
   * seen, nothing where it was.
   */
  List<ChatEvent> end();
}
