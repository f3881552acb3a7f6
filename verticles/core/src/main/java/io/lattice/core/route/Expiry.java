package io.lattice.core.route;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.route.Failure.Origin;
import java.time.Duration;

/**
 * A limit that was reached.
 *
 * @param allowed how long it is
 */
public record Expiry(Limit limit, Duration allowed) {

  /** What may take too long. */
  public enum Limit {
    /** Until the first content of an attempt. */
    FIRST_TOKEN("no content came within %s (timeouts.first_token)", Origin.DEPLOYMENT),
    /** Without content, in an answer that had begun. */
    PROGRESS("no further content came within %s (timeouts.progress)", Origin.DEPLOYMENT),
    /** The whole request. The attempt that it ends may have been fine so far. */
    TOTAL("the answer was not complete within %s (timeouts.total)", Origin.REQUEST),
    /** The whole request, by its caller's own wish. No deployment is ill for that. */
    CALLERS("the answer was not complete within %s, which the request asked for", Origin.REQUEST);

    private final String sentence;
    private final Origin origin;

    Limit(String sentence, Origin origin) {
      this.sentence = sentence;
      this.origin = origin;
    }
  }

  /** As an error of the attempt. */
  public ChatError error() {
    return new ChatError(ErrorKind.UPSTREAM_TIMEOUT, limit.sentence.formatted(words(allowed)));
  }

  /** Whose doing it is, for a {@link Failure}. */
  public Origin origin() {
    return limit.origin;
  }

  private static String words(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
