package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A unit off the wire: a server-sent event, a line of NDJSON.
 *
 * @param name the event's name, or null where it has none
 * @param data its payload, without framing
 */
public record WireFrame(@Nullable String name, Bytes data) {
  public WireFrame {
    Objects.requireNonNull(data, "data");
  }
}
