package io.lattice.api;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

/**
 * A request that failed, with all that may be told of it. Its failure code is the HTTP status of
 * its kind. Expected, so it has no stack trace.
 */
public final class ChatFailure extends ReplyException {
  private final transient ChatError error;

  public ChatFailure(ChatError error) {
    super(ReplyFailure.RECIPIENT_FAILURE, error.kind().httpStatus(), error.message());
    this.error = error;
  }

  public ChatFailure(ErrorKind kind, String message) {
    this(new ChatError(kind, message));
  }

  public ChatError error() {
    return error;
  }

  public ErrorKind kind() {
    return error.kind();
  }
}
