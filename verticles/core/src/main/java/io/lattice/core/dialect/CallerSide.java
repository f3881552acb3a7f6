package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatRequest;
import java.util.List;

/** What is heard from a caller and said to it. */
public interface CallerSide {

  /**
   * Checks a caller's JSON strictly and tells what the router must know of it, without building the
   * request. A dialect that names the model in the path tells an empty one.
   *
   * @throws DialectException with INVALID_REQUEST that names the field and the remedy
   */
  RequestFacts inspect(Bytes body);

  /**
   * The whole request in our vocabulary.
   *
   * @param model the model that the caller asked for, wherever the dialect names it
   * @throws DialectException with INVALID_REQUEST that names the field and the remedy
   */
  ChatRequest readRequest(Bytes body, String model);

  /** The media type of a streamed answer. */
  default String streamType(Writing writing) {
    return "text/event-stream";
  }

  /** A new encoder for one streamed answer. */
  StreamEncoder streamEncoder(Writing writing);

  /**
   * The body of a whole answer that succeeded.
   *
   * @param events every event of the answer; native bytes among them are passed as they are
   */
  Bytes writeWhole(List<ChatEvent> events, Writing writing);

  /** The body of a failure, in the shape from which the caller's own library raises. */
  Bytes writeError(ChatError error);
}
