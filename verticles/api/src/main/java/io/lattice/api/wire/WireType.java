package io.lattice.api.wire;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** How values of one type are written and read. Stateless and thread-safe. */
interface WireType {

  void write(Buffer out, @Nullable Object value);

  @Nullable Object read(WireReader in);
}
