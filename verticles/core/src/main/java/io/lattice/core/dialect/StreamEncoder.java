package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns one answer's events into the bytes of a streamed body. Confined to one stream. */
public interface StreamEncoder {

  /** One piece of the body for a batch of events, or null where they say nothing to the caller. */
  @Nullable Bytes encode(List<ChatEvent> events);

  /** A piece that says nothing and keeps the connection alive. */
  Bytes keepAlive();
}
