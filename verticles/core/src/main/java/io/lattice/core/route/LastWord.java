package io.lattice.core.route;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told after the last attempt: the last error, and what was tried where that was
 * more than one thing.
 *
 * <p>Where providers turned us away for too many calls, it is {@link
 * ErrorKind#UPSTREAM_RATE_LIMITED} with status 503 and not 429: the caller kept to every limit of
 * its own, the gateway's accounts did not. It says when the first of them may be called again.
 */
final class LastWord {

  private LastWord() {}

  static ChatError of(List<Failure> failures) {
    ChatError last = failures.get(failures.size() - 1).error();
    return new ChatError(
        last.kind(),
        failures.size() == 1 ? last.message() : last.message() + tried(failures),
        last.code(),
        last.param(),
        last.providerStatus(),
        last.kind() == ErrorKind.UPSTREAM_RATE_LIMITED ? soonest(failures) : last.retryAfter());
  }

  private static String tried(List<Failure> failures) {
    return failures.stream()
        .map(failure -> failure.candidate().id())
        .distinct()
        .collect(Collectors.joining(", ", " (after " + failures.size() + " attempts: ", ")"));
  }

  private static @Nullable Duration soonest(List<Failure> failures) {
    return failures.stream()
        .map(failure -> failure.error().retryAfter())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
