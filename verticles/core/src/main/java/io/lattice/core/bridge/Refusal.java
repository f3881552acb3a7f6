package io.lattice.core.bridge;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import org.jspecify.annotations.Nullable;

/**
 * A request that the bridge itself turns away. Expected, so it has no stack trace.
 *
 * <p>Where HTTP has a more exact status than the kind of failure, the status is its own; where what
 * follows on the connection cannot be trusted or would not be read, the connection is closed.
 */
final class Refusal extends RuntimeException {
  private final int status;
  private final ChatError error;
  private final boolean closing;
  private final @Nullable String allow;

  private Refusal(int status, ChatError error, boolean closing, @Nullable String allow) {
    super(error.message(), null, false, false);
    this.status = status;
    this.error = error;
    this.closing = closing;
    this.allow = allow;
  }

  static Refusal of(ChatError error) {
    return new Refusal(error.kind().httpStatus(), error, false, null);
  }

  /** A request that is no good: 400. */
  static Refusal invalid(String message) {
    return of(new ChatError(ErrorKind.INVALID_REQUEST, message));
  }

  /** A head after which the connection cannot be trusted. */
  static Refusal malformed(int status, String message) {
    return new Refusal(status, new ChatError(ErrorKind.INVALID_REQUEST, message), true, null);
  }

  static Refusal forbidden(String message) {
    return new Refusal(403, new ChatError(ErrorKind.FORBIDDEN, message), true, null);
  }

  static Refusal unauthenticated() {
    return of(
        new ChatError(
            ErrorKind.UNAUTHENTICATED,
            "no known key came with the request; send one as 'Authorization: Bearer <key>'",
            "invalid_api_key",
            null,
            null,
            null));
  }

  static Refusal tooLarge(int maxBytes) {
    return new Refusal(
        413,
        new ChatError(
            ErrorKind.TOO_LARGE, "the request's body is larger than " + maxBytes + " bytes"),
        true,
        null);
  }

  static Refusal tooSlow() {
    return malformed(400, "the request's body came too slowly; send it at 1 KiB/s or more");
  }

  static Refusal shuttingDown() {
    return new Refusal(
        ErrorKind.SHUTTING_DOWN.httpStatus(),
        new ChatError(
            ErrorKind.SHUTTING_DOWN, "this node is shutting down; ask again, another will answer"),
        true,
        null);
  }

  static Refusal unknownPath() {
    return new Refusal(
        404,
        new ChatError(
            ErrorKind.INVALID_REQUEST,
            "nothing is served at this path; chats are asked for at /v1/chat/completions,"
                + " vectors at /v1/embeddings",
            "unknown_url",
            null,
            null,
            null),
        false,
        null);
  }

  static Refusal methodNotAllowed(String allowed) {
    return new Refusal(
        405,
        new ChatError(ErrorKind.INVALID_REQUEST, "this path takes only " + allowed),
        false,
        allowed);
  }

  int status() {
    return status;
  }

  ChatError error() {
    return error;
  }

  /** Whether the connection is closed after the answer. */
  boolean isClosing() {
    return closing;
  }

  /** The methods that the path takes, or null where that is not the question. */
  @Nullable String allow() {
    return allow;
  }
}
