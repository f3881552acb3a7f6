package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import java.util.Objects;

/**
 * What an answer says where the provider did not.
 *
 * @param id the answer's id
 * @param model the model that the caller asked for
 * @param created seconds since the epoch
 * @param usageAsked whether the caller asked for usage in the stream
 * @param framing how a stream is framed, where the dialect has more ways than one
 * @param request the caller's own JSON, of which some dialects repeat fields; empty where there is
 *     none
 */
public record Writing(
    String id,
    String model,
    long created,
    boolean usageAsked,
    StreamFraming framing,
    Bytes request) {
  private static final Bytes NOTHING = Bytes.wrap(new byte[0]);

  public Writing {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(framing, "framing");
    Objects.requireNonNull(request, "request");
  }

  /** Where no field of the request is repeated. */
  public Writing(String id, String model, long created, boolean usageAsked) {
    this(id, model, created, usageAsked, StreamFraming.USUAL, NOTHING);
  }
}
