package io.lattice.core.bridge;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a client should try again by itself.
 *
 * <p>The official clients retry 408, 409, 429 and 5xx twice unless {@code x-should-retry} says
 * otherwise. By the time that a failure reaches them the router has made all the attempts that were
 * worth making, so another round would only multiply them. Two failures are worth it: a node that
 * is going away, because nothing was tried and another node will answer; and a lack of capacity
 * with a stated wait that the clients honour (they do up to a minute), because waiting is just what
 * the router did not do.
 */
final class RetryAdvice {
  private static final Duration HONOURED = Duration.ofSeconds(60);

  private RetryAdvice() {}

  static boolean shouldRetry(ChatError error) {
    return error.kind() == ErrorKind.SHUTTING_DOWN
        || (error.kind().blame() == ErrorKind.Blame.CAPACITY && isHonoured(error.retryAfter()));
  }

  private static boolean isHonoured(@Nullable Duration wait) {
    return wait != null && wait.compareTo(HONOURED) <= 0;
  }

  /** Whole seconds for {@code Retry-After}, rounded up, so that nobody comes too early. */
  static long seconds(Duration wait) {
    return Math.max(0, wait.plusNanos(999_999_999).toSeconds());
  }
}
