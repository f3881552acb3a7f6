package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.ErrorReader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a failure as Anthropic tells it, in the body and in headers of its own. */
final class FailureReader {
  private static final int TOO_MANY = 429;

  private FailureReader() {}

  static ChatError read(int status, Function<String, @Nullable String> header, Bytes body) {
    ChatError error = ErrorReader.read(status, header, body);
    if (error.kind() != ErrorKind.UPSTREAM_RATE_LIMITED || status != TOO_MANY) {
      return error;
    }
    if (error.retryAfter() != null) {
      return error;
    }
    if ("false".equals(header.apply("x-should-retry"))) {
      // This request alone is larger than the limit: waiting makes it no smaller, and to rest the
      // deployment for it would be unjust to all others.
      return new ChatError(
          ErrorKind.TOO_LARGE, error.message(), error.code(), error.param(), status, null);
    }
    return error.withRetryAfter(LimitResets.wait(header));
  }
}
