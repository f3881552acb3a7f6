package io.lattice.core.dialect;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;

/** Something that cannot be read or said in a dialect. Expected, so it has no stack trace. */
public final class DialectException extends RuntimeException {
  private final ChatError error;

  public DialectException(ChatError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  public DialectException(ErrorKind kind, String message) {
    this(new ChatError(kind, message));
  }

  public ChatError error() {
    return error;
  }
}
