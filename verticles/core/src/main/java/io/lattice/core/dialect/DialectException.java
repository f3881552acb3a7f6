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

  /**
   * A field of the request that is wrong.
   *
   * @param path names the field, as {@code messages[2].content} does
   * @param problem reads on from there: {@code must be a string}
   */
  public static DialectException invalid(String path, String problem) {
    return new DialectException(
        new ChatError(
            ErrorKind.INVALID_REQUEST, path + " " + problem, "invalid_value", path, null, null));
  }

  public ChatError error() {
    return error;
  }
}
