package io.lattice.api.chat;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One failure, told so that it can be shown: no key, prompt or header value is in its message, but
 * for a provider's own id of the request.
 *
 * @param message names the thing, the value and the remedy
 * @param code the provider's own error code, or null
 * @param param the request's field at fault, or null
 * @param providerStatus the provider's HTTP status, or null where it gave none
 * @param retryAfter how long the provider asked to wait, or null where it did not
 */
public record ChatError(
    ErrorKind kind,
    String message,
    @Nullable String code,
    @Nullable String param,
    @Nullable Integer providerStatus,
    @Nullable Duration retryAfter) {
  public ChatError {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(message, "message");
  }

  public ChatError(ErrorKind kind, String message) {
    this(kind, message, null, null, null, null);
  }

  public ChatError(ErrorKind kind, String message, String code) {
    this(kind, message, code, null, null, null);
  }

  public ChatError withRetryAfter(@Nullable Duration wait) {
    return new ChatError(kind, message, code, param, providerStatus, wait);
  }
}
