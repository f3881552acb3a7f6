package io.lattice.core.dialect;

import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.Bytes;
import java.util.Objects;

/**
 * A request as its provider gets it.
 *
 * @param adaptation how it differs from what the caller asked
 */
public record WrittenRequest(Bytes body, Adaptation adaptation) {
  public WrittenRequest {
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(adaptation, "adaptation");
  }
}
